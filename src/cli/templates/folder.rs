//! The folder of templates that a verb works on.
