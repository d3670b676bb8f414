//! The options for a run's messages, which every verb has.

use clap::{Args, ValueEnum};

/// What the user wants to hear, and in which form.
#[derive(Debug, Args)]
#[command(mut_arg("color", |color| color.help("Whether to use colours [default: as the terminal, NO_COLOR and CLICOLOR_FORCE have it]").hide_default_value(true)))]
pub struct Output {
    #[command(flatten)]
    color: colorchoice_clap::Color,

    /// Print only errors: no warnings, and nothing of what was done
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print more: what is read and run, what is as it should be, and every problem
    #[arg(short, long, global = true)]
    verbose: bool,

    /// The form of the messages; `sarif` is for `check` and `templates test`
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        global = true
    )]
    pub message_format: Format,
}

/// The form of a run's messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the result on stdout, the rest on stderr
    #[default]
    Human,
    /// For programs: a JSON object a line, all on stdout
    Json,
    /// For services that review code: one SARIF 2.1.0 log on stdout
    Sarif,
}

/// How much a run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Only what is wrong.
    Quiet,
    /// Also what is doubtful and what was done.
    Normal,
    /// Also how.
    Verbose,
}

impl Output {
    /// How much is said.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }

    /// Lets every stream that is opened from now on have the colours that the user wants. Without a wish, that is as
    /// the terminal, `NO_COLOR` and `CLICOLOR_FORCE` have it.
    pub fn choose_colors(&self) {
        self.color.write_global();
    }
}
