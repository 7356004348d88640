//! The pipeline: plan, emit on all cores, assemble.

use tl_parser::Schema;

use crate::SideData;
use crate::attributes::Externs;
use crate::borrow::Borrows;
use crate::emit::{Bindings, Job, ModulePath, Options, Plan};
use crate::examples::Plainest;
use crate::extent::Heavy;
use crate::layers::Layers;
use crate::layout::Layout;
use crate::names::Names;
use crate::output::{is_reserved, shortened};
use crate::read::Model;
use crate::report::Report;
use crate::select::Selection;
use crate::upgrade::{Stored, Upgrades};
use crate::{Config, Files, attributes, emit, extent, files, traits, unknown, words};

/// The fewest jobs that are worth a thread.
const SMALLEST_SHARE: usize = 128;

/// Generates what a configuration asks for; the report that comes with it has no errors.
pub fn generate(
    config: &Config,
    model: &Model,
    mut report: Report,
) -> Result<(Files, Report), Report> {
    let plan = plan(config, model, &mut report);
    report.diagnostics.sort();
    if report.has_errors() {
        return Err(report);
    }
    let items = emit_all(config, &model.schema, &plan);
    Ok((files::assemble(config.module(), items), report))
}

/// How many names the modules of all `===N===` layers may have together: each can name all that is
/// declared.
const MOST_NAMES_OF_LAYERS: usize = 4_000_000;

/// What is decided before the first token is written, and all that is wrong with
/// the configuration.
pub fn plan(config: &Config, model: &Model, report: &mut Report) -> Plan {
    let Model { schema, hash } = model;
    if !is_module_name(config.module()) {
        report.error(format!(
            "include_file(\"{0}.rs\"): `{0}` is not a file name of at most 100 letters, digits and `_`, \
             or Windows reserves it",
            config.module()
        ));
    }
    let options = options(config, schema, report);
    let selection = Selection::new(schema, &config.roots, &options.extern_paths, report);
    let layout = Layout::new(schema, &options.unknown_bits);
    let heavy = Heavy::new(schema, &layout);
    selection.check(schema, &heavy, &mut report.diagnostics);
    extent::check(schema, &layout, &selection, report);
    // External types are not generated, but a value that holds one can be walked over.
    let described = Selection::new(
        schema,
        &config.roots,
        &Externs::default(),
        &mut Report::default(),
    );
    let borrows = config
        .switches
        .borrowed
        .then(|| Borrows::new(schema, &options.extern_paths, &heavy));
    let side_data = read_side_data(config, schema, report);
    let layers = Layers::new(schema);
    if layers
        .blocks
        .len()
        .saturating_mul(schema.combinators().count())
        > MOST_NAMES_OF_LAYERS
    {
        report.error("the schema has too many `===N===` layers for as many declarations");
    }
    let names = Names::new(schema, &layers);
    Plan {
        borrows,
        any: config.switches.any || config.switches.server || selection.holds_any(schema),
        namespaces: match config.switches.client {
            true => emit::namespaces(&names, &selection),
            false => Vec::new(),
        },
        server: config.switches.server,
        hash: hash.clone(),
        selection,
        described,
        upgrades: Upgrades::new(
            schema,
            &layers,
            Stored {
                words: &options.unknown_bits,
                unknown: &options.unknown,
            },
            &options.extern_paths,
        ),
        names,
        layers,
        heavy,
        layout,
        plainest: match options.example_path {
            Some(_) => Plainest::new(schema),
            None => Plainest::default(),
        },
        side_data,
    }
}

/// Reads the files that go with the schema, if there are any.
fn read_side_data(config: &Config, schema: &Schema, report: &mut Report) -> Option<SideData> {
    let inputs = config.side_data.iter();
    let files: Vec<_> = inputs.filter_map(|input| input.add(report)).collect();
    let Report {
        sources,
        diagnostics,
        ..
    } = report;
    // A client and a server have typed errors, also where nothing is known of them.
    let is_wanted = config.switches.client || config.switches.server;
    (is_wanted || !config.side_data.is_empty())
        .then(|| SideData::read(schema, sources, &files, diagnostics))
}

fn options(config: &Config, schema: &Schema, report: &mut Report) -> Options {
    Options {
        extern_paths: config.extern_paths.resolve(schema, report),
        type_attributes: config.type_attributes.resolve(schema, report),
        field_attributes: config.field_attributes.resolve_fields(schema, report),
        traits: traits::resolve(&config.traits, schema, report),
        inspect: config.switches.inspect || config.switches.serde,
        serde: config.switches.serde,
        constructors: config.switches.constructors,
        conversions: config.switches.conversions,
        extern_object: config
            .extern_object
            .as_deref()
            .and_then(|path| attributes::rust_path("extern_object", path, report)),
        huge_bytes: config.huge_bytes,
        unknown_bits: words::resolve(&config.unknown_bits, schema, report),
        unknown: unknown::resolve(&config.keep_unknown, &config.length_fields, schema, report),
        unknown_callers: config.switches.unknown_callers,
        example_path: example_path(config, report),
    }
}

/// The path of the bindings. Examples are made of `new` and of conversions.
fn example_path(config: &Config, report: &mut Report) -> Option<String> {
    let path = config.example_path.as_deref()?;
    attributes::rust_path("example_path", path, report)?;
    if config.switches.constructors && config.switches.conversions {
        return Some(path.to_owned());
    }
    report.error("example_path: examples need `constructors` and `conversions`");
    None
}

/// Emits on all cores; the order of the output is that of the schema, which is sorted by name.
fn emit_all(config: &Config, schema: &Schema, plan: &Plan) -> Vec<(ModulePath, String)> {
    let jobs = emit::jobs(schema, plan);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = jobs.len().div_ceil(threads).max(SMALLEST_SHARE);
    std::thread::scope(|scope| {
        let workers: Vec<_> = jobs
            .chunks(share)
            .map(|jobs| scope.spawn(|| emit_share(config, schema, plan, jobs)))
            .collect();
        let shares = workers.into_iter().map(|worker| match worker.join() {
            Ok(items) => items,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        shares.flatten().collect()
    })
}

/// Options hold tokens, which cannot cross threads: each thread reads its own.
fn emit_share(
    config: &Config,
    schema: &Schema,
    plan: &Plan,
    jobs: &[Job],
) -> Vec<(ModulePath, String)> {
    let bindings = Bindings {
        schema,
        selection: &plan.selection,
        any: plan.any,
        borrows: plan.borrows.as_ref(),
        described: &plan.described,
        names: &plan.names,
        layers: &plan.layers,
        upgrades: &plan.upgrades,
        layout: &plan.layout,
        heavy: &plan.heavy,
        plainest: &plan.plainest,
        side_data: plan.side_data.as_ref(),
        namespaces: &plan.namespaces,
        hash: &plan.hash,
        options: options(config, schema, &mut Report::default()),
    };
    jobs.iter().map(|job| emit::emit(&bindings, *job)).collect()
}

/// Every file system takes it, and it needs no quotes.
fn is_module_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !is_reserved(name)
        && shortened(name) == name
}
