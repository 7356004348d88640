//! The vectors of other implementations through the tables, generated and made at run time: bytes
//! to JSON, JSON to bytes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tl_runtime::Decode;
use tl_runtime::inspect::{self, Json, JsonExt, Tables, Ty, Walker, from_json, to_json};
use tl_tests::jsonl::Error;
use tl_tests::vectors::{self, Kind, Vector};
use tl_tests::{hex, mtproto, tables};

/// How many failures a message lists.
const SHOWN: usize = 5;

/// Fields that this schema has as `bytes`, and Telethon's as `string`.
const STRINGS: [&str; 24] = [
    "accessPointRule.phone_prefix_rules",
    "client_DH_inner_data.g_b",
    "msgs_all_info.info",
    "msgs_state_info.info",
    "p_q_inner_data.p",
    "p_q_inner_data.pq",
    "p_q_inner_data.q",
    "p_q_inner_data_dc.p",
    "p_q_inner_data_dc.pq",
    "p_q_inner_data_dc.q",
    "p_q_inner_data_temp.p",
    "p_q_inner_data_temp.pq",
    "p_q_inner_data_temp.q",
    "p_q_inner_data_temp_dc.p",
    "p_q_inner_data_temp_dc.pq",
    "p_q_inner_data_temp_dc.q",
    "req_DH_params.encrypted_data",
    "req_DH_params.p",
    "req_DH_params.q",
    "resPQ.pq",
    "server_DH_inner_data.dh_prime",
    "server_DH_inner_data.g_a",
    "server_DH_params_ok.encrypted_answer",
    "set_client_DH_params.encrypted_data",
];

/// Numbers that no field depends on, which Telethon takes for flags words.
const NUMBERS: [&str; 3] = [
    "buttonTypeRequestPeer.flags",
    "exportedChatlistInvite.flags",
    "stories.allStoriesNotModified.flags",
];

fn all_vectors() -> Result<Vec<Vector>, Error> {
    let mut vectors = vectors::layer230()?;
    vectors.extend(vectors::mission()?);
    assert_eq!(vectors.len(), 9547 + 112);
    Ok(vectors)
}

fn ty(vector: &Vector) -> Ty<'static> {
    match vector.kind {
        Kind::Constructor => Ty::OBJECT,
        Kind::Function => Ty::FUNCTION,
    }
}

/// Runs a check on all vectors by both tables.
fn on_all(check: impl Fn(Tables<'static>, &Vector) -> Result<(), String>) -> Result<(), Error> {
    let vectors = all_vectors()?;
    for tables in [tables::generated(), tables::layer230()] {
        let check = |vector| check(tables, vector).map_err(|e| format!("{}: {e}", vector.name));
        let failures: Vec<_> = vectors.iter().filter_map(|it| check(it).err()).collect();
        let shown = failures.get(..SHOWN).unwrap_or(&failures);
        assert!(
            failures.is_empty(),
            "{} failures: {shown:#?}",
            failures.len()
        );
    }
    Ok(())
}

#[test]
fn the_generator_writes_what_is_described() {
    let generated: Vec<_> = tables::generated().iter().collect();
    let described: Vec<_> = tables::layer230().iter().collect();
    // MTProto's additions, as the source of the layer declares MTProto, can hold objects too.
    assert_eq!((generated.len(), described.len()), (4, 3));
    for (generated, described) in generated.iter().zip(&described) {
        assert_eq!(generated.constructors(), described.constructors());
        assert_eq!(generated.functions(), described.functions());
    }
    assert_eq!(generated[1], generated[3]);
    assert!(described[1].constructors().len() > 1500);
    for row in described[1].constructors() {
        assert_eq!(generated[1].named(row.name()), Some(row));
    }
}

#[test]
fn events_cover_the_bytes() -> Result<(), Error> {
    on_all(|tables, vector| {
        let mut end = 0;
        for event in Walker::new(tables, ty(vector), &vector.bytes) {
            let event = event.map_err(|e| e.to_string())?;
            if event.range.start != end {
                return Err(format!("{event:?} does not start at {end}"));
            }
            end = event.range.end;
        }
        match end == vector.bytes.len() {
            true => Ok(()),
            false => Err(format!("the walk ends at {end}")),
        }
    })
}

#[test]
fn json_is_that_of_the_vectors() -> Result<(), Error> {
    on_all(|tables, vector| {
        let json = to_json(tables, ty(vector), &vector.bytes).map_err(|e| e.to_string())?;
        let json: Value = serde_json::from_str(&json).map_err(|e| e.to_string())?;
        let mut differences = BTreeSet::new();
        compare(&json, &vector.json, "", &mut differences);
        let is_known =
            |it: &&String| !STRINGS.contains(&it.as_str()) && !NUMBERS.contains(&it.as_str());
        match differences.iter().find(is_known) {
            None => Ok(()),
            Some(other) => Err(format!("other JSON in {other}")),
        }
    })
}

/// All known differences are there: none of the lists hides one that is not.
#[test]
fn the_known_differences_are_met() -> Result<(), Error> {
    let mut differences = BTreeSet::new();
    for vector in all_vectors()? {
        let json = to_json(tables::layer230(), ty(&vector), &vector.bytes)?;
        compare(
            &serde_json::from_str(&json)?,
            &vector.json,
            "",
            &mut differences,
        );
    }
    let known: BTreeSet<_> = STRINGS
        .iter()
        .chain(&NUMBERS)
        .map(|it| it.to_string())
        .collect();
    assert_eq!(differences, known);
    Ok(())
}

/// Collects the fields that differ as a string and its bytes, or a number that is missing. `path`
/// names the field that the values are of; anything else that differs is there as `!path`.
fn compare(ours: &Value, theirs: &Value, path: &str, differences: &mut BTreeSet<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            members(ours, theirs, differences);
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (ours, theirs) in ours.iter().zip(theirs) {
                compare(ours, theirs, path, differences);
            }
        }
        (Value::String(ours), Value::String(theirs)) if *ours == hex::encode(theirs.as_bytes()) => {
            if !theirs.is_empty() {
                differences.insert(path.to_owned());
            }
        }
        _ if ours == theirs => {}
        _ => {
            differences.insert(format!("!{path}"));
        }
    }
}

fn members(
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    differences: &mut BTreeSet<String>,
) {
    let name = ours["_"].as_str().unwrap_or_default();
    for (member, value) in ours {
        let path = format!("{name}.{member}");
        match theirs.get(member) {
            Some(other) => compare(value, other, &path, differences),
            None if value == 0 => {
                differences.insert(path);
            }
            None => {
                differences.insert(format!("!{path}"));
            }
        }
    }
    for member in theirs.keys().filter(|member| !ours.contains_key(*member)) {
        differences.insert(format!("!{name}.{member}"));
    }
}

#[test]
fn json_gives_the_bytes_back() -> Result<(), Error> {
    on_all(|tables, vector| {
        let json = to_json(tables, ty(vector), &vector.bytes).map_err(|e| e.to_string())?;
        let bytes = from_json(tables, ty(vector), &json).map_err(|e| e.to_string())?;
        match bytes == vector.bytes {
            true => Ok(()),
            false => Err("other bytes".into()),
        }
    })
}

/// Their members are sorted by name: not one of the order of the schema.
#[test]
fn json_of_the_vectors_gives_their_bytes() -> Result<(), Error> {
    let mut count = 0;
    for vector in all_vectors()? {
        let tables = tables::generated();
        let ours = to_json(tables, ty(&vector), &vector.bytes)?;
        if serde_json::from_str::<Value>(&ours)? == vector.json {
            let bytes = from_json(tables, ty(&vector), &vector.json.to_string());
            let bytes = bytes.map_err(|e| format!("{}: {e}", vector.name))?;
            assert_eq!(bytes, vector.bytes, "{}", vector.name);
            count += 1;
        }
    }
    assert_eq!(count, 9547 + 112 - 75);
    Ok(())
}

#[test]
fn serde_writes_the_same() -> Result<(), Error> {
    let tables = tables::generated();
    for vector in all_vectors()? {
        let json = to_json(tables, ty(&vector), &vector.bytes)?;
        let value = inspect::Value::new(tables, ty(&vector), &vector.bytes);
        let expected: Value = serde_json::from_str(&json)?;
        assert_eq!(serde_json::to_value(value)?, expected, "{}", vector.name);
    }
    Ok(())
}

/// Values of generated types know their tables, those of other schemas inside included.
#[test]
fn generated_objects_are_json_too() -> Result<(), Error> {
    let mut count = 0;
    for vector in vectors::layer230()?.iter().step_by(9) {
        let Ok(object) = mtproto::Object::from_bytes(&vector.bytes) else {
            continue;
        };
        let json = object.to_json()?;
        let expected = to_json(&mtproto::SCHEMA, Ty::OBJECT, &vector.bytes)?;
        assert_eq!(json, expected, "{}", vector.name);
        assert_eq!(
            mtproto::Object::from_json(&json)?,
            object,
            "{}",
            vector.name
        );
        let text = serde_json::to_string(&Json(&object))?;
        let Json(again): Json<mtproto::Object> = serde_json::from_str(&text)?;
        assert_eq!(again, object, "{}", vector.name);
        count += 1;
    }
    assert!(count > 1000, "{count}");
    Ok(())
}
