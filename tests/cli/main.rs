//! The command line from outside: stdout, stderr and exit status together, for every verb and every way it can
//! go wrong. Only files whose names are part of the design are named here; what is in them the golden crates say.

mod check;
mod documents;
mod explain;
mod findings;
mod generate;
mod hostile;
mod messages;
mod new;
mod output;
mod refusals;
mod sandbox;
mod sarif;
mod test;
mod usage;
mod workspace;
