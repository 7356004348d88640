//! Hostile texts through each escaping function, read back by a parser that is not ours.

#[path = "support/markdown.rs"]
mod markdown;

use arbtest::arbtest;
use scraper::Html;
use tl_parser::text::{
    UntrustedText, is_hidden, json, markdown_block, markdown_code, markdown_name, one_line, visible,
};
use tl_tests::hostile_text::text;

/// Without the white space that outputs change.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn plain_text_is_text_in_markdown() {
    arbtest(|u| {
        let raw = text(u)?;
        let plain = UntrustedText::plain(&raw);
        for (markdown, of) in [
            (plain.markdown(), ""),
            (format!("`400 X`: {}", plain.markdown_line()), "400 X: "),
            (format!("- {}", plain.markdown_line()), ""),
            (format!("{}\n\nThe end.", plain.markdown()), ""),
        ] {
            let found = markdown::read(&markdown);
            found.assert_harmless(&markdown);
            assert!(found.code_blocks.is_empty(), "{markdown:?}");
            let shown = found.text.strip_suffix("The end.").unwrap_or(&found.text);
            let expected = format!("{of}{}", plain.message());
            assert_eq!(squeezed(shown), squeezed(&expected), "{markdown:?}");
        }
        Ok(())
    })
    .budget_ms(8_000);
}

#[test]
fn a_cell_of_a_table_stays_one() {
    arbtest(|u| {
        let raw = text(u)?;
        let plain = UntrustedText::plain(&raw);
        let marked = UntrustedText::from_markdown(&raw);
        for cell in [plain.markdown_cell(), marked.markdown_cell()] {
            let table = format!("| a | b |\n|---|---|\n| x | {cell} |\n");
            let found = markdown::read(&table);
            found.assert_harmless(&table);
            assert!(found.code_blocks.is_empty(), "{table:?}");
            assert_eq!(table.lines().count(), 3, "{table:?}");
        }
        let table = format!("| a | b |\n|---|---|\n| x | {} |\n", plain.markdown_cell());
        let expected = squeezed(&format!("abx{}", plain.message()));
        assert_eq!(
            squeezed(&markdown::read(&table).text),
            expected,
            "{table:?}"
        );
        Ok(())
    })
    .budget_ms(8_000);
}

#[test]
fn markdown_is_what_it_may_be() {
    arbtest(|u| {
        let raw = text(u)?;
        let marked = UntrustedText::from_markdown(&raw);
        for markdown in [
            marked.markdown(),
            format!("Sets `x`: {}", marked.markdown_line()),
            format!("{}\n\n```text\nx = X;\n```", marked.markdown()),
        ] {
            markdown::read(&markdown).assert_harmless(&markdown);
            let is_bad = |c| is_hidden(c) && !matches!(c, '\n' | '\t');
            assert!(!markdown.contains(is_bad), "{markdown:?}");
        }
        Ok(())
    })
    .budget_ms(8_000);
}

#[test]
fn names_and_code_are_text_in_markdown() {
    arbtest(|u| {
        let raw = text(u)?;
        let shown = squeezed(&visible(&raw));
        for markdown in [markdown_name(&raw), markdown_code(&raw)] {
            let line = format!("# Method: {markdown}\n");
            let mut found = markdown::read(&line);
            assert_eq!(found.other.len(), 1, "{line:?}: {found:?}");
            found.other.clear();
            found.assert_harmless(&line);
            assert_eq!(found.links, [""; 0], "{line:?}");
        }
        let block = markdown_block("text", &raw);
        let found = markdown::read(&format!("{block}\n\nThe end."));
        assert_eq!(found.code_blocks, ["text"]);
        assert_eq!(
            squeezed(&found.text),
            squeezed(&format!("{shown}The end.")),
            "{block:?}"
        );
        Ok(())
    })
    .budget_ms(8_000);
}

#[test]
fn text_is_text_in_html() {
    const ALLOWED: [&str; 6] = ["html", "p", "code", "em", "strong", "a"];
    arbtest(|u| {
        let raw = text(u)?;
        let plain = UntrustedText::plain(&raw);
        let html = format!("<p title=\"{0}\">{0}</p>", plain.html());
        let page = Html::parse_fragment(&html);
        let root = page.root_element();
        assert_eq!(
            squeezed(&root.text().collect::<String>()),
            squeezed(&plain.message())
        );
        let elements: Vec<_> = root.descendent_elements().collect();
        let [_, p] = elements[..] else {
            panic!("{html:?}");
        };
        let title = p.attr("title").unwrap_or_default();
        assert_eq!(squeezed(title), squeezed(&plain.message()));
        assert_eq!(p.value().attrs().count(), 1, "{html:?}");

        let html = format!("<p>{}</p>", UntrustedText::from_markdown(&raw).html());
        for element in Html::parse_fragment(&html)
            .root_element()
            .descendent_elements()
        {
            assert!(ALLOWED.contains(&element.value().name()), "{html:?}");
            for (name, value) in element.value().attrs() {
                let is_link = name == "href" && value.starts_with("https://");
                assert!(is_link || (name, value) == ("rel", "nofollow"), "{html:?}");
            }
        }
        Ok(())
    })
    .budget_ms(8_000);
}

#[test]
fn nothing_is_hidden_in_a_terminal() {
    arbtest(|u| {
        let raw = text(u)?;
        assert!(!one_line(&raw).contains(is_hidden));
        assert!(!visible(&raw).contains(|c| is_hidden(c) && !matches!(c, '\n' | '\t')));
        assert_eq!(visible(&visible(&raw)), visible(&raw));
        Ok(())
    });
}

#[test]
fn json_means_the_same() {
    arbtest(|u| {
        let raw = text(u)?;
        let written = serde_json::to_string_pretty(&[&raw]).expect("a string is JSON");
        let escaped = json(&written);
        assert!(
            !escaped.contains(|c| is_hidden(c) && c != '\n'),
            "{escaped:?}"
        );
        let read: Vec<String> = serde_json::from_str(&escaped).expect("it is JSON still");
        assert_eq!(read, [raw]);
        Ok(())
    });
}
