//! The one table of answers: what a client is answered by each operation, by who it is and what it meets.
//!
//! `docs/access-denied.md` of the generated crate, `wmigen explain --policy` and the crate's contract tests are made from
//! it. Each operation's own file says what its answers are.

use super::operations::Operation;
use super::{Class, Policy};

/// A code that an operation ends in, as WMI has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Microsoft's name.
    pub name: &'static str,
    /// The HRESULT.
    pub number: u32,
}

/// The codes that a client can be answered.
pub mod code {
    use super::Code;

    const fn code(name: &'static str, number: u32) -> Code {
        Code { name, number }
    }

    /// All that the client may see.
    pub const NO_ERROR: Code = code("WBEM_S_NO_ERROR", 0);
    /// Some were denied.
    pub const PARTLY_DENIED: Code = code("WBEM_S_ACCESS_DENIED", 0x0004_0009);
    /// Some failed.
    pub const PARTIAL_RESULTS: Code = code("WBEM_S_PARTIAL_RESULTS", 0x0004_0010);
    /// No such instance, or none that the client may know of.
    pub const NOT_FOUND: Code = code("WBEM_E_NOT_FOUND", 0x8004_1002);
    /// Denied, and said so.
    pub const ACCESS_DENIED: Code = code("WBEM_E_ACCESS_DENIED", 0x8004_1003);
    /// Something went wrong.
    pub const PROVIDER_FAILURE: Code = code("WBEM_E_PROVIDER_FAILURE", 0x8004_1004);
    /// A value is of another type than its property.
    pub const TYPE_MISMATCH: Code = code("WBEM_E_TYPE_MISMATCH", 0x8004_1005);
    /// What the client gives contradicts itself, or lacks something.
    pub const INVALID_PARAMETER: Code = code("WBEM_E_INVALID_PARAMETER", 0x8004_1008);
    /// There is such an instance already.
    pub const ALREADY_EXISTS: Code = code("WBEM_E_ALREADY_EXISTS", 0x8004_1019);
    /// The property cannot be written.
    pub const READ_ONLY: Code = code("WBEM_E_READ_ONLY", 0x8004_1023);
    /// The property is never NULL.
    pub const ILLEGAL_NULL: Code = code("WBEM_E_ILLEGAL_NULL", 0x8004_1028);
    /// The property has no such value.
    pub const VALUE_OUT_OF_RANGE: Code = code("WBEM_E_VALUE_OUT_OF_RANGE", 0x8004_102B);
    /// The class has no such property.
    pub const INVALID_PROPERTY: Code = code("WBEM_E_INVALID_PROPERTY", 0x8004_1031);
    /// The class does not serve the operation.
    pub const NOT_CAPABLE: Code = code("WBEM_E_PROVIDER_NOT_CAPABLE", 0x8004_1024);
    /// An answer that is delivered whole or not at all is too large.
    pub const QUOTA_VIOLATION: Code = code("WBEM_E_QUOTA_VIOLATION", 0x8004_106C);
}

/// Who a client is, or what it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// It cannot be impersonated, or allows less than the spec requires.
    BelowLevel,
    /// It may see the instance.
    Visible,
    /// There is no such instance.
    Absent,
    /// It is denied the instance.
    Denied,
    /// It is denied a key of the instance.
    KeyDenied,
    /// It is denied the operation as a whole.
    AllDenied,
    /// It may see more instances than an answer may hold back.
    TooManyInstances,
    /// It may see instances with more bytes than an answer may hold back.
    TooManyBytes,
    /// The instance fails, or has values that the class rules out.
    Fails,
    /// The source of the instances fails.
    SourceFails,
}

impl Case {
    /// Every case, in the order of the documents.
    pub const ALL: &'static [Self] = &[
        Self::BelowLevel,
        Self::Visible,
        Self::Absent,
        Self::Denied,
        Self::KeyDenied,
        Self::AllDenied,
        Self::TooManyInstances,
        Self::TooManyBytes,
        Self::Fails,
        Self::SourceFails,
    ];

    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::BelowLevel => "below-level",
            Self::Visible => "visible",
            Self::Absent => "absent",
            Self::Denied => "denied",
            Self::KeyDenied => "key-denied",
            Self::AllDenied => "all-denied",
            Self::TooManyInstances => "too-many-instances",
            Self::TooManyBytes => "too-many-bytes",
            Self::Fails => "fails",
            Self::SourceFails => "source-fails",
        }
    }

    /// Whether it is what hiding makes an instance into for those who may not see it.
    fn can_be_hidden(self) -> bool {
        matches!(self, Self::Denied | Self::KeyDenied)
    }
}

/// What an operation has for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: the case is not about it.
    NotAboutIt,
    /// The same as in another case.
    AsIf(Case),
    /// How the answer ends, by what else was on the way.
    Ends(Vec<End>),
}

impl Cell {
    /// One end.
    pub fn of(end: End) -> Self {
        Self::Ends(vec![end])
    }
}

/// How an answer ends.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// What else must have been on the way.
    pub when: When,
    /// The instances that the client has received.
    pub instances: Instances,
    /// The code.
    pub code: Code,
    /// Whether an error object goes with it.
    pub error_object: bool,
}

/// What else was on the way to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Whatever it was.
    Always,
    /// Instances that were delivered.
    SomeDelivered,
    /// No instance that was delivered.
    NoneDelivered,
    /// An instance that was denied, too.
    DeniedToo,
}

/// The instances that a client has received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instances {
    /// None.
    None,
    /// The one that the case is about.
    It,
    /// The one that the case is about, and others.
    ItAndOthers,
    /// All but the one that the case is about.
    Others,
    /// Those before the one that the case is about.
    Before,
}

impl Instances {
    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::It => "it",
            Self::ItAndOthers => "it-and-others",
            Self::Others => "others",
            Self::Before => "before",
        }
    }
}

impl When {
    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::SomeDelivered => "some-delivered",
            Self::NoneDelivered => "none-delivered",
            Self::DeniedToo => "denied-too",
        }
    }
}

impl End {
    /// Without an instance.
    pub const fn none(code: Code) -> Self {
        Self::with(Instances::None, code)
    }

    /// With instances.
    pub const fn with(instances: Instances, code: Code) -> Self {
        End {
            when: When::Always,
            instances,
            code,
            error_object: false,
        }
    }

    /// With an error object.
    pub const fn with_error_object(self) -> Self {
        End {
            error_object: true,
            ..self
        }
    }

    /// If that was on the way.
    pub const fn when(self, when: When) -> Self {
        End { when, ..self }
    }
}

/// What a class answers in a case by an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The case.
    pub case: Case,
    /// The operation.
    pub operation: Operation,
    /// Whether the class serves it.
    pub served: bool,
    /// What the answer is.
    pub cell: Cell,
}

impl Answer {
    /// What a class answers. The level of its client comes before all, and what is not served has one answer.
    pub fn of(class: &Class, operation: Operation, case: Case) -> Self {
        let served = class.operations.serve(operation);
        let cell = cell(class.policy, operation, case);
        Answer {
            case,
            operation,
            served,
            cell: match cell {
                Cell::NotAboutIt => Cell::NotAboutIt,
                _ if served || case == Case::BelowLevel => cell,
                _ => Cell::of(End::none(code::NOT_CAPABLE)),
            },
        }
    }

    /// How it can end; nothing where the case is not about the operation.
    pub fn ends(&self, policy: Policy) -> Vec<End> {
        let mut cell = self.cell.clone();
        while let Cell::AsIf(case) = cell {
            cell = self::cell(policy, self.operation, case);
        }
        match cell {
            Cell::Ends(ends) => ends,
            Cell::NotAboutIt | Cell::AsIf(_) => Vec::new(),
        }
    }

    /// Whether the instance is as absent to the client.
    pub fn hides(&self) -> bool {
        let not_found = |end: &End| end.code == code::NOT_FOUND;
        self.case.can_be_hidden()
            && matches!(&self.cell, Cell::Ends(ends) if ends.iter().any(not_found))
    }
}

fn cell(policy: Policy, operation: Operation, case: Case) -> Cell {
    match operation.reading() {
        Some(reading) => (reading.answer)(policy, case),
        None => Cell::NotAboutIt,
    }
}

/// The cases of a class, each with its answer by every operation that tells of instances. A case that no served operation is about is left out,
/// but for those that every class has.
pub fn of_class(class: &Class) -> impl Iterator<Item = (Case, Vec<Answer>)> {
    let cases = Case::ALL.iter().copied();
    cases.filter_map(|case| {
        let operations = Operation::readings();
        let answers: Vec<Answer> = operations
            .map(|(operation, _)| Answer::of(class, operation, case))
            .collect();
        let about = |answer: &Answer| answer.cell != Cell::NotAboutIt;
        let limit = matches!(case, Case::TooManyInstances | Case::TooManyBytes);
        let shown = answers
            .iter()
            .any(|answer| about(answer) && (answer.served || !limit));
        shown.then_some((case, answers))
    })
}
