//! What a client is answered that calls a method, by who it is and what it meets: the table of answers for methods.
//!
//! What a client may *do* is always said, because it is no secret of the instance; what it may *see* is not.

use super::Class;
use super::answers::{Code, End, code};
use super::methods::Method;
use super::policy::{ObjectDenial, Policy};

/// Who a client is that calls a method, or what it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallCase {
    /// It cannot be impersonated, or allows less than the spec requires.
    BelowLevel,
    /// It has not the right to call by the rule of the method, or else of the class.
    WithoutRight,
    /// It may do what the method does.
    Allowed,
    /// It gives parameters that the method does not take.
    WrongParameters,
    /// It is denied what the method does, and may see the instance.
    Denied,
    /// It is denied what the method does, and the instance.
    DeniedUnseen,
    /// There is no such instance.
    Absent,
    /// The method fails, or gives back what its parameters rule out.
    Fails,
}

/// The parameters are not those of the method.
const INVALID_METHOD_PARAMETERS: Code = Code {
    name: "WBEM_E_INVALID_METHOD_PARAMETERS",
    number: 0x8004_102F,
};

impl CallCase {
    /// Every case, in the order of the documents.
    pub const ALL: &'static [Self] = &[
        Self::BelowLevel,
        Self::WithoutRight,
        Self::Allowed,
        Self::WrongParameters,
        Self::Denied,
        Self::DeniedUnseen,
        Self::Absent,
        Self::Fails,
    ];

    /// Its name for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::BelowLevel => "below-level",
            Self::WithoutRight => "without-right",
            Self::Allowed => "allowed",
            Self::WrongParameters => "wrong-parameters",
            Self::Denied => "denied",
            Self::DeniedUnseen => "denied-unseen",
            Self::Absent => "absent",
            Self::Fails => "fails",
        }
    }

    /// How the answer of a method of a class ends; none where the case is not about it.
    pub fn of_method(self, class: &Class, method: &Method) -> Option<End> {
        if self == Self::WithoutRight && class.rule_of(method).is_none() {
            return None;
        }
        self.end(class.policy, method.is_static)
    }

    /// How that of the methods of instances ends, or of the static ones; none where the case is about none of them.
    pub fn of(self, class: &Class, is_static: bool) -> Option<End> {
        let methods = class.served_methods();
        let mut methods = methods.filter(|method| method.is_static == is_static);
        methods.find_map(|method| self.of_method(class, method))
    }

    /// How the answer of a method ends under a policy; none where the case is not about such a method.
    fn end(self, policy: Policy, is_static: bool) -> Option<End> {
        let denied = End::none(code::ACCESS_DENIED);
        let with_object = match policy.object {
            ObjectDenial::FailWithErrorObject => denied.with_error_object(),
            ObjectDenial::Hide | ObjectDenial::Fail => denied,
        };
        Some(match self {
            Self::BelowLevel => denied,
            Self::Allowed => End::none(code::NO_ERROR),
            Self::WrongParameters => End::none(INVALID_METHOD_PARAMETERS),
            Self::DeniedUnseen | Self::Absent if is_static => return None,
            Self::DeniedUnseen if policy.object == ObjectDenial::Hide => End::none(code::NOT_FOUND),
            Self::WithoutRight | Self::Denied | Self::DeniedUnseen => with_object,
            Self::Absent => End::none(code::NOT_FOUND),
            Self::Fails => End::none(code::PROVIDER_FAILURE),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_may_not_do_is_said_unless_that_tells_of_what_it_may_not_see() {
        let policy = |object| Policy {
            object,
            ..Policy::default()
        };
        for (object, unseen) in [
            (ObjectDenial::Hide, code::NOT_FOUND),
            (ObjectDenial::Fail, code::ACCESS_DENIED),
            (ObjectDenial::FailWithErrorObject, code::ACCESS_DENIED),
        ] {
            let end = |case: CallCase, is_static| case.end(policy(object), is_static);
            let denied = end(CallCase::Denied, false).expect("an end");
            assert_eq!(denied.code, code::ACCESS_DENIED);
            assert_eq!(end(CallCase::Denied, true), Some(denied));
            assert_eq!(
                end(CallCase::DeniedUnseen, false).map(|one| one.code),
                Some(unseen)
            );
            assert_eq!(end(CallCase::DeniedUnseen, true), None);
        }
    }

    #[test]
    fn what_is_hidden_is_as_what_is_absent() {
        let end = |case: CallCase| case.end(Policy::default(), false);
        assert_eq!(end(CallCase::DeniedUnseen), end(CallCase::Absent));
    }
}
