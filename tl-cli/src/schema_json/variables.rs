//! The names of the variables of one combinator, each unique in it.

use std::collections::{BTreeMap, BTreeSet};

use tl_parser::schema::{Combinator, Param, Ty, VarId};

/// Names by number.
#[derive(Debug, Default)]
pub struct Variables {
    names: BTreeMap<VarId, String>,
    taken: BTreeSet<String>,
}

impl Variables {
    /// Names the optional arguments and fields, those of repetitions included.
    pub fn of(combinator: &Combinator) -> Self {
        let mut variables = Self::default();
        for generic in &combinator.generics {
            variables.add(generic.var, Some(&generic.name));
        }
        variables.add_params(&combinator.params);
        variables
    }

    /// The name of a variable.
    pub fn name(&self, var: VarId) -> String {
        match self.names.get(&var) {
            Some(name) => name.clone(),
            None => numbered(var),
        }
    }

    fn add_params(&mut self, params: &[Param]) {
        for param in params {
            self.add(param.var, param.name.as_deref());
            if let Ty::Repeat { params, .. } = &param.ty {
                self.add_params(params);
            }
        }
    }

    /// The name that is written, unless there is none or it stands for another variable
    /// already: fields of two repetitions can have the same one. No TL name begins with
    /// `_`, so those made up here are free.
    fn add(&mut self, var: VarId, name: Option<&str>) {
        let name = match name {
            Some(name) if !self.taken.contains(name) => name.to_owned(),
            _ => numbered(var),
        };
        self.taken.insert(name.clone());
        self.names.insert(var, name);
    }
}

fn numbered(var: VarId) -> String {
    format!("_{}", var.0)
}
