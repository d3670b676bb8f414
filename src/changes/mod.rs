//! What a changed spec means: for the user's code, for clients, and for machines where the old version is installed.
//!
//! The compiler finds what to write, take out or rename in code too, one error at a time and in its own words. [`changes`]
//! says it at once, in the spec's words, with the text to paste. What does not reach code, such as a changed policy or
//! CLSID, no compiler finds: [`answer_changes`] and [`installation_changes`] say that.
//! Everything is values: nothing reads a file, and the user's texts are never changed.

mod answers;
mod code;
mod compare;
mod constructor;
mod former;
mod hints;
mod installed;
mod lists;
mod locate;
mod methods;
mod own_files;
mod pairs;
mod parameters;
mod properties;
mod syntax;
mod values;

#[cfg(test)]
mod tests;

pub use answers::{AnswerChange, AnswerChangeKind, Reveals, answer_changes};
pub use compare::{changes, changes_by};
pub use hints::{Hint, probable_renames};
pub use installed::{InstallationChange, InstallationChangeKind, installation_changes};
pub use locate::{PLACES_MAX, locate};
pub use own_files::{has_impl, tell_of_own_files};

use crate::render::Stub;
use locate::Seek;
use own_files::OwnFile;

/// What one change of the spec asks of the user's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The class, by its name in WMI; `None` for a change of the whole provider.
    pub class: Option<String>,
    /// The operation, the method, its parameter behind a dot, the property, the list of values, or the variant of its type.
    pub member: Option<String>,
    /// What to do, in one sentence without a final full stop.
    pub message: String,
    /// Lines to paste behind the first `{` that follows each place.
    pub stub: Option<String>,
    /// The paths of what the stub names and its file does not import.
    pub imports: Vec<String>,
    /// Where in the user's files, in their order; empty until [`locate`] has looked.
    pub places: Vec<Location>,
    /// How many more places there are.
    pub more_places: usize,
    /// What to look for.
    seek: Vec<Seek>,
    /// The file that is not looked at, because it is no longer compiled.
    except: Option<String>,
    /// The user's file of a class that is new.
    own_file: Option<OwnFile>,
}

/// What happened to the spec, as far as code can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The provider has another name.
    ProviderRenamed,
    /// There is a class more.
    ClassAdded,
    /// A class is gone.
    ClassRemoved,
    /// A class has another name.
    ClassRenamed,
    /// A class serves an operation that it did not serve.
    OperationAdded,
    /// A class no longer serves an operation.
    OperationRemoved,
    /// An operation of a class takes other arguments.
    OperationChanged,
    /// A class has a method more.
    MethodAdded,
    /// A method is gone.
    MethodRemoved,
    /// A method has another name.
    MethodRenamed,
    /// The function of a method takes or gives something that it did not.
    MethodChanged,
    /// A method has a parameter more.
    ParameterAdded,
    /// A parameter is gone.
    ParameterRemoved,
    /// A parameter has another name.
    ParameterRenamed,
    /// A parameter is another field in Rust, or others give it.
    ParameterTypeChanged,
    /// A class has a property more.
    PropertyAdded,
    /// A property is gone.
    PropertyRemoved,
    /// A property has another name.
    PropertyRenamed,
    /// A property is of another type in Rust.
    PropertyTypeChanged,
    /// A list of `[values]` has another name.
    ListRenamed,
    /// No property has a list of `[values]` any more.
    ListRemoved,
    /// An instance is made of its key and of other values than before.
    ConstructorChanged,
    /// A property or a list of `[values]` lists more values.
    ValuesAdded,
    /// A value or a bit is no longer listed.
    ValueRemoved,
    /// A value or a bit has another name.
    ValueRenamed,
}

impl ChangeKind {
    /// Its name for programs, which stays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ProviderRenamed => "provider-renamed",
            Self::ClassAdded => "class-added",
            Self::ClassRemoved => "class-removed",
            Self::ClassRenamed => "class-renamed",
            Self::OperationAdded => "operation-added",
            Self::OperationRemoved => "operation-removed",
            Self::OperationChanged => "operation-changed",
            Self::MethodAdded => "method-added",
            Self::MethodRemoved => "method-removed",
            Self::MethodRenamed => "method-renamed",
            Self::MethodChanged => "method-changed",
            Self::ParameterAdded => "parameter-added",
            Self::ParameterRemoved => "parameter-removed",
            Self::ParameterRenamed => "parameter-renamed",
            Self::ParameterTypeChanged => "parameter-type-changed",
            Self::PropertyAdded => "property-added",
            Self::PropertyRemoved => "property-removed",
            Self::PropertyRenamed => "property-renamed",
            Self::PropertyTypeChanged => "property-type-changed",
            Self::ListRenamed => "list-renamed",
            Self::ListRemoved => "list-removed",
            Self::ConstructorChanged => "constructor-changed",
            Self::ValuesAdded => "values-added",
            Self::ValueRemoved => "value-removed",
            Self::ValueRenamed => "value-renamed",
        }
    }
}

/// A place in one of the user's files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
}

impl Change {
    fn new(kind: ChangeKind, message: String) -> Self {
        Change {
            kind,
            class: None,
            member: None,
            message,
            stub: None,
            imports: Vec::new(),
            places: Vec::new(),
            more_places: 0,
            seek: Vec::new(),
            except: None,
            own_file: None,
        }
    }

    fn of_class(mut self, class: &str) -> Self {
        self.class = Some(class.to_owned());
        self
    }

    fn of_member(mut self, member: &str) -> Self {
        self.member = Some(member.to_owned());
        self
    }

    fn with_stub(mut self, stub: Stub) -> Self {
        self.stub = Some(stub.text);
        self.imports = stub.imports;
        self
    }

    fn seeking(mut self, seek: Seek) -> Self {
        self.seek.push(seek);
        self
    }
}
