//! The command line from outside: stdout, stderr and exit status together, for every verb and every way it can
//! go wrong. Only files whose names are part of the design are named here; what is in them the golden crates say.

mod bases;
mod check;
mod conformance;
mod documents;
mod eject;
mod explain;
mod findings;
mod former_names;
mod generate;
mod hostile;
mod journal;
mod lock;
mod manifest;
mod meaning;
mod messages;
mod new;
mod output;
mod own_files;
mod parts;
mod prune;
mod recalled;
mod refusals;
mod renamed_scaffolds;
mod renames;
mod sandbox;
mod sarif;
mod templates;
mod templates_context;
mod templates_folder;
mod templates_test;
mod templates_tested;
mod test;
mod update;
mod usage;
mod workspace;
