//! What is asked of a provider in one measurement.

use windows_core::{BSTR, HRESULT};

use crate::lean::Served;

/// The class that is asked for.
pub const CLASS: &str = "Acme_Disk";

/// The work of one measurement.
pub struct Work {
    /// How many instances the provider has.
    pub rows: u32,
    /// How often it is asked.
    pub calls: u32,
    asked: Asked,
}

enum Asked {
    Enumerate(BSTR),
    /// Of each call the path of its instance.
    Get(Vec<BSTR>),
}

impl Work {
    /// The work that the arguments name.
    pub fn read(asked: &str, rows: &str, calls: &str) -> Self {
        let (rows, calls) = (number(rows), number(calls));
        let asked = match asked {
            "enumerate" => Asked::Enumerate(BSTR::from(CLASS)),
            "get" => Asked::Get((0..calls).map(|call| path(call % rows)).collect()),
            other => panic!("no work is called {other}"),
        };
        Self { rows, calls, asked }
    }

    /// How many instances a client gets for it.
    pub fn instances(&self) -> u32 {
        match self.asked {
            Asked::Enumerate(_) => self.rows * self.calls,
            Asked::Get(_) => self.calls,
        }
    }

    /// Does it once, and makes sure that it is done.
    pub fn run(&self, provider: &Served) {
        let mut instances = 0;
        for call in 0..self.calls as usize {
            let end = match &self.asked {
                Asked::Enumerate(class) => provider.enumerate(class),
                Asked::Get(paths) => provider.get(&paths[call]),
            };
            assert_eq!(end.status, HRESULT(0), "the call is a success");
            instances += end.instances;
        }
        assert_eq!(instances, self.instances(), "every instance came");
    }
}

/// A number of the arguments.
pub fn number(text: &str) -> u32 {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no number"))
}

/// The key of the instance of that number.
pub fn name(number: u32) -> String {
    format!("array-0/disk-{number:06}")
}

fn path(number: u32) -> BSTR {
    BSTR::from(format!("{CLASS}.DeviceID=\"{}\"", name(number)))
}
