//! What a client is answered that creates, changes or deletes an instance, by who it is and what it meets: the table of answers
//! for those operations.
//!
//! What a client may *do* is always said; what it may *see* is not, but for one thing that logic cannot hide: a client that may
//! create and may not see learns which names are taken.

use super::answers::{Code, End, code};
use super::policy::ObjectDenial;
use super::{Class, Operation, Policy};

/// What a client wants that writes: WMI's put by its flags, or its delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// `WBEM_FLAG_CREATE_ONLY`.
    Create,
    /// `WBEM_FLAG_CREATE_OR_UPDATE`, of a class that serves both.
    CreateOrUpdate,
    /// `WBEM_FLAG_UPDATE_ONLY`.
    Update,
    /// To take the instance away.
    Delete,
}

impl Write {
    /// All of them, in the order of the documents.
    pub const ALL: &'static [Self] = &[
        Self::Create,
        Self::CreateOrUpdate,
        Self::Update,
        Self::Delete,
    ];

    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::CreateOrUpdate => "create-or-update",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    /// The operations that a class serves for it.
    pub fn operations(self) -> &'static [Operation] {
        match self {
            Self::Create => &[Operation::Create],
            Self::CreateOrUpdate => &[Operation::Create, Operation::Update],
            Self::Update => &[Operation::Update],
            Self::Delete => &[Operation::Delete],
        }
    }

    /// Those that clients can want of a class, in the order of the documents.
    pub fn of_class(class: &Class) -> impl Iterator<Item = Self> {
        let served = |write: &Self| {
            let mut operations = write.operations().iter();
            operations.all(|operation| class.operations.serve(*operation))
        };
        Self::ALL.iter().copied().filter(served)
    }
}

/// Who a client is that writes, or what it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteCase {
    /// It cannot be impersonated, or allows less than the spec requires.
    BelowLevel,
    /// It has not the right to write by the rule of the class.
    WithoutRight,
    /// It may not create instances by the class's own code, which is asked where there is no rule.
    Unauthorized,
    /// It may do that, and there is no such instance.
    Absent,
    /// It may do that, and may see the instance.
    Visible,
    /// The class's code denies it what it wants, and it may see the instance, if it is about one.
    Denied,
    /// It is denied the instance.
    Unseen,
    /// It gives a value to a property whose rule does not let it write.
    PropertyDenied,
    /// It gives another value to a property that cannot be written.
    ReadOnly,
    /// It gives what the class does not take.
    WrongValues,
    /// The class's code fails.
    Fails,
}

/// How an answer ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The case is not about it.
    NotAboutIt,
    /// As an update ends, in whatever case the client is then.
    AsUpdate,
    /// One of these.
    Ends(Vec<End>),
}

impl WriteCase {
    /// Every case, in the order of the documents.
    pub const ALL: &'static [Self] = &[
        Self::BelowLevel,
        Self::WithoutRight,
        Self::Unauthorized,
        Self::WrongValues,
        Self::Absent,
        Self::Visible,
        Self::Denied,
        Self::Unseen,
        Self::PropertyDenied,
        Self::ReadOnly,
        Self::Fails,
    ];

    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::BelowLevel => "below-level",
            Self::WithoutRight => "without-right",
            Self::Unauthorized => "unauthorized",
            Self::Absent => "absent",
            Self::Visible => "visible",
            Self::Denied => "denied",
            Self::Unseen => "denied-unseen",
            Self::PropertyDenied => "property-denied",
            Self::ReadOnly => "read-only",
            Self::WrongValues => "wrong-values",
            Self::Fails => "fails",
        }
    }

    /// How the answer of a class ends.
    pub fn of(self, class: &Class, write: Write) -> Outcome {
        let is_there = match self {
            Self::WithoutRight => class.access.is_some(),
            Self::Unauthorized => class.access.is_none(),
            Self::PropertyDenied => class.writable().any(|property| property.access.is_some()),
            _ => true,
        };
        if is_there {
            self.outcome(class.policy, write)
        } else {
            Outcome::NotAboutIt
        }
    }

    /// How an answer ends under a policy.
    fn outcome(self, policy: Policy, write: Write) -> Outcome {
        let one = |code| Outcome::Ends(vec![End::none(code)]);
        let denied = || Outcome::Ends(vec![denied(policy)]);
        let puts = write != Write::Delete;
        match (self, write) {
            (Self::BelowLevel, _) => one(code::ACCESS_DENIED),
            (Self::WithoutRight | Self::Denied, _)
            | (Self::Unauthorized, Write::Create)
            | (Self::Unseen, Write::CreateOrUpdate) => denied(),
            (Self::Unauthorized, Write::CreateOrUpdate) => Outcome::AsUpdate,
            (Self::Absent, Write::Update | Write::Delete) => one(code::NOT_FOUND),
            (Self::Visible | Self::Unseen, Write::Create) => one(code::ALREADY_EXISTS),
            (Self::Absent, Write::Create | Write::CreateOrUpdate) | (Self::Visible, _) => {
                one(code::NO_ERROR)
            }
            (Self::Unseen, Write::Update | Write::Delete) => match policy.object {
                ObjectDenial::Hide => one(code::NOT_FOUND),
                ObjectDenial::Fail | ObjectDenial::FailWithErrorObject => denied(),
            },
            (Self::PropertyDenied, _) if puts => denied(),
            (Self::ReadOnly, _) if puts => one(code::READ_ONLY),
            (Self::WrongValues, _) if puts => {
                Outcome::Ends(WRONG_VALUES.iter().map(|code| End::none(*code)).collect())
            }
            (Self::Fails, _) => one(code::PROVIDER_FAILURE),
            (
                Self::Unauthorized | Self::PropertyDenied | Self::ReadOnly | Self::WrongValues,
                Write::Create | Write::CreateOrUpdate | Write::Update | Write::Delete,
            ) => Outcome::NotAboutIt,
        }
    }
}

/// What is answered to what a class does not take: a name that no property has, a value of another type, one that the class
/// rules out, NULL where there is none, and keys that name no instance or contradict the rest.
const WRONG_VALUES: [Code; 5] = [
    code::INVALID_PROPERTY,
    code::TYPE_MISMATCH,
    code::VALUE_OUT_OF_RANGE,
    code::ILLEGAL_NULL,
    code::INVALID_PARAMETER,
];

/// What a client may not do is said, with an error object where the policy has one.
fn denied(policy: Policy) -> End {
    let denied = End::none(code::ACCESS_DENIED);
    match policy.object {
        ObjectDenial::FailWithErrorObject => denied.with_error_object(),
        ObjectDenial::Hide | ObjectDenial::Fail => denied,
    }
}

/// The cases of a class that serves some of it, each with how every answer ends.
pub fn of_class(class: &Class) -> impl Iterator<Item = (WriteCase, Vec<(Write, Outcome)>)> {
    let cases = WriteCase::ALL.iter().copied();
    cases.filter_map(|case| {
        let writes = Write::of_class(class);
        let ends: Vec<_> = writes.map(|write| (write, case.of(class, write))).collect();
        let shown = ends
            .iter()
            .any(|(_, outcome)| *outcome != Outcome::NotAboutIt);
        shown.then_some((case, ends))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::choice::Choice as _;

    fn policy(object: ObjectDenial) -> Policy {
        Policy {
            object,
            ..Policy::default()
        }
    }

    /// A cell, as the table has it that the runtime's tests are made of.
    fn cell(outcome: &Outcome) -> String {
        let ends = match outcome {
            Outcome::NotAboutIt => return "-".to_owned(),
            Outcome::AsUpdate => return "as-update".to_owned(),
            Outcome::Ends(ends) => ends,
        };
        match ends[..] {
            [end] if end.code == code::NO_ERROR => "done".to_owned(),
            [end] => {
                let word = end.code.name.trim_start_matches("WBEM_E_");
                let along = if end.error_object { "+object" } else { "" };
                format!("{word}{along}")
            }
            _ => "what-is-wrong".to_owned(),
        }
    }

    #[test]
    fn the_table_is_what_the_runtime_is_held_to() {
        let held = include_str!("../../conformance/tests/policy/write_table.txt");
        let held = held.lines().filter(|line| !line.starts_with('#'));
        let held = held.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let held: Vec<String> = held.filter(|line| !line.is_empty()).collect();
        let wants = Write::ALL.iter().map(|write| write.word());
        let wants: Vec<_> = wants.collect();
        let mut table = vec![format!("object the-client {}", wants.join(" "))];
        for object in ObjectDenial::ALL {
            for case in WriteCase::ALL {
                let ends = Write::ALL.iter().map(|write| {
                    let outcome = case.outcome(policy(*object), *write);
                    cell(&outcome)
                });
                let ends: Vec<_> = ends.collect();
                let (object, case) = (object.as_str(), case.word());
                table.push(format!("{object} {case} {}", ends.join(" ")));
            }
        }
        assert_eq!(table, held);
    }

    #[test]
    fn what_is_hidden_is_as_what_is_absent_unless_a_client_may_create() {
        let of = |case: WriteCase, write| case.outcome(policy(ObjectDenial::Hide), write);
        for write in [Write::Update, Write::Delete] {
            assert_eq!(of(WriteCase::Unseen, write), of(WriteCase::Absent, write));
        }
        for write in [Write::Create, Write::CreateOrUpdate] {
            assert_ne!(of(WriteCase::Unseen, write), of(WriteCase::Absent, write));
        }
    }

    #[test]
    fn who_may_not_create_learns_by_it_no_more_than_by_an_update() {
        for object in [
            ObjectDenial::Hide,
            ObjectDenial::Fail,
            ObjectDenial::FailWithErrorObject,
        ] {
            let of = |write| WriteCase::Unauthorized.outcome(policy(object), write);
            assert_eq!(
                of(Write::Create),
                Outcome::Ends(vec![denied(policy(object))])
            );
            assert_eq!(of(Write::CreateOrUpdate), Outcome::AsUpdate);
            assert_eq!(of(Write::Update), Outcome::NotAboutIt);
        }
    }

    #[test]
    fn what_a_client_may_not_do_is_said_to_whom_may_see() {
        for write in Write::ALL {
            let of = |case: WriteCase| case.outcome(policy(ObjectDenial::Hide), *write);
            let denied = Outcome::Ends(vec![End::none(code::ACCESS_DENIED)]);
            assert_eq!(of(WriteCase::Denied), denied);
            assert_eq!(of(WriteCase::WithoutRight), denied);
        }
    }
}
