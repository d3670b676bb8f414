//! How a table of the spec is declared: once, and the list of its keys, its struct and its reader follow.
//!
//! ```text
//! table! {
//!     /// `[class.NAME]`.
//!     CLASS = "`[class.NAME]`", named ClassTable {
//!         /// What an instance of the class is.
//!         "description" => description: optional string, "description = \"A disk of the array.\"";
//!     }
//!     unserved {
//!         /// The methods of the class.
//!         "method" => later, "leave it out for now";
//!     }
//! }
//! ```
//!
//! An entry is what the key says, which is also the doc comment of the struct's field; the key; the field; whether the
//! key must be written (`required`, `expected` or `optional`); the shape of its value, which is a row of [`value!`]; and a line of a
//! spec that has it. A key that wmigen only knows is `later`, with what to do until then, or `never`, with the reason.
//!
//! A table is `fixed`, where the spec has one of it at a place, or `named`, where the user chooses the names. The keys that
//! several tables have are declared by [`keys!`]; a table takes them with `with field: FieldTable = FIELD`, and says of its
//! own keys after which of those they stand, and likewise of those that it does not serve yet.

/// What the word for a value's shape stands for: a row has the type of the struct's field, the shape in the list of keys,
/// and how the value is read.
macro_rules! value {
    (string type) => { Option<Spanned<String>> };
    (string shape $example:expr) => { Shape::String($example) };
    (string read $key:literal, $view:ident, $reader:ident) => { $view.string($key) };

    (strings type) => { Option<Spanned<Vec<Spanned<String>>>> };
    (strings shape $example:expr) => { Shape::Strings($example) };
    (strings read $key:literal, $view:ident, $reader:ident) => { $view.strings($key) };

    (integer type) => { Option<Spanned<i128>> };
    (integer shape $example:expr) => { Shape::Integer($example) };
    (integer read $key:literal, $view:ident, $reader:ident) => { $view.integer($key) };

    (boolean type) => { Option<Spanned<bool>> };
    (boolean shape $example:expr) => { Shape::Boolean($example) };
    (boolean read $key:literal, $view:ident, $reader:ident) => { $view.boolean($key) };

    (boolean_or_string type) => { Option<Spanned<Denied>> };
    (boolean_or_string shape $example:expr) => { Shape::BooleanOrString($example) };
    (boolean_or_string read $key:literal, $view:ident, $reader:ident) => { $view.boolean_or_string($key) };

    (literal type) => { Option<Spanned<Literal>> };
    (literal shape $example:expr) => { Shape::Literal($example) };
    (literal read $key:literal, $view:ident, $reader:ident) => { $view.literal($key) };

    (meanings type) => { Option<Spanned<Vec<Meaning>>> };
    (meanings shape $example:expr) => { Shape::Meanings($example) };
    (meanings read $key:literal, $view:ident, $reader:ident) => { $view.meanings($key) };

    (values_or_name type) => { Option<Values> };
    (values_or_name shape $example:expr) => { Shape::ValuesOrName($example) };
    (values_or_name read $key:literal, $view:ident, $reader:ident) => { $view.values_or_name($key) };

    (values_by_name type) => { Vec<NamedValues> };
    (values_by_name shape $example:expr) => { Shape::ByName(&Shape::Values($example), $example) };
    (values_by_name read $key:literal, $view:ident, $reader:ident) => { $view.values_by_name($key) };

    (meanings_by_name type) => { Vec<NamedValues> };
    (meanings_by_name shape $example:expr) => { Shape::ByName(&Shape::Meanings($example), $example) };
    (meanings_by_name read $key:literal, $view:ident, $reader:ident) => { $view.meanings_by_name($key) };

    (levels type) => { Vec<LintLevel> };
    (levels shape $example:expr) => { Shape::Levels($example) };
    (levels read $key:literal, $view:ident, $reader:ident) => { $view.levels($key) };

    (table($Table:ident) type) => { Option<$Table> };
    (table($Table:ident) shape $example:expr) => { Shape::Table(<$Table as Fixed>::TABLE, $example) };
    (table($Table:ident) read $key:literal, $view:ident, $reader:ident) => { $reader.table(&$view, $key) };

    (string_or_table($Table:ident) type) => { Option<$Table> };
    (string_or_table($Table:ident) shape $example:expr) => {
        Shape::StringOrTable(<$Table as Fixed>::TABLE, $example)
    };
    (string_or_table($Table:ident) read $key:literal, $view:ident, $reader:ident) => {
        $reader.string_or_table(&$view, $key)
    };

    (list($Table:ident) type) => { Option<Spanned<Vec<Spanned<$Table>>>> };
    (list($Table:ident) shape $example:expr) => { Shape::List(<$Table as Fixed>::TABLE, $example) };
    (list($Table:ident) read $key:literal, $view:ident, $reader:ident) => { $reader.list(&$view, $key) };

    (tables($Table:ident) type) => { Vec<$Table> };
    (tables($Table:ident) shape $example:expr) => { Shape::Named(<$Table as Named>::TABLE, $example) };
    (tables($Table:ident) read $key:literal, $view:ident, $reader:ident) => { $reader.tables(&$view, $key) };

    (literals_or_tables($Table:ident) type) => { Vec<$Table> };
    (literals_or_tables($Table:ident) shape $example:expr) => {
        Shape::LiteralsOrTables(<$Table as Named>::TABLE, $example)
    };
    (literals_or_tables($Table:ident) read $key:literal, $view:ident, $reader:ident) => {
        $reader.literals_or_tables(&$view, $key)
    };
}

/// What the word for how a key may be used stands for in the list of keys.
macro_rules! status {
    (required $shape:expr) => {
        Status::Required($shape)
    };
    (expected $shape:expr) => {
        Status::Expected($shape)
    };
    (optional $shape:expr) => {
        Status::Optional($shape)
    };
    (later $until_then:expr) => {
        Status::Later($until_then)
    };
    (never $why:expr) => {
        Status::Never($why)
    };
}

/// A key of the list. Its doc comment is one sentence, whose lines are put behind one another.
macro_rules! key {
    ($($doc:literal)+, $key:literal, $status:ident $value:expr) => {
        Key {
            name: $key,
            doc: concat!($($doc),+).trim_ascii_start(),
            status: status!($status $value),
        }
    };
}

/// Declares the keys that several tables have, as a list and as a part of their structs.
macro_rules! keys {
    (
        $(#[$meta:meta])*
        $KEYS:ident, $Keys:ident {
            $($(#[doc = $doc:literal])+ $key:literal => $field:ident: $status:ident $shape:ident $(($Inner:ident))?, $example:expr;)*
        }
        unserved {
            $($(#[doc = $unserved_doc:literal])+ $unserved:literal => $why_not:ident, $why:expr;)*
        }
    ) => {
        $(#[$meta])*
        pub const $KEYS: &[Key] = &[
            $(key!($($doc)+, $key, $status value!($shape $(($Inner))? shape $example)),)*
            $(key!($($unserved_doc)+, $unserved, $why_not $why),)*
        ];

        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $Keys {
            $($(#[doc = $doc])+ pub $field: value!($shape $(($Inner))? type),)*
        }

        impl $Keys {
            /// Takes the values out of a table that has these keys among its own.
            pub(super) fn take(view: &View<'_>, reader: &mut Reader) -> Self {
                Self {
                    $($field: value!($shape $(($Inner))? read $key, view, reader),)*
                }
            }
        }

        impl Inherit for $Keys {
            fn inherit(&self, from: &Self) -> Self {
                Self {
                    $($field: self.$field.inherit(&from.$field),)*
                }
            }
        }
    };
}

/// Declares a table: its list of keys, its struct and its reader.
macro_rules! table {
    // Tables that take keys of others say where their own stand among them.
    (
        $(#[$meta:meta])*
        $TABLE:ident = $called:literal, $sort:ident $Table:ident with $part:ident: $Part:ident = $PART:ident {
            $(after $anchor:literal { $($entries:tt)* })*
        }
        $(unserved after $before:literal {
            $($(#[doc = $unserved_doc:literal])+ $unserved:literal => $why_not:ident, $why:expr;)*
        })?
    ) => {
        table! {
            @$sort [$(#[$meta])*] $TABLE = $called, $Table, [$part: $Part],
            {
                const OWN: &[(&str, &[Key])] = &[
                    $(($anchor, table!(@keys $($entries)*)),)*
                    $(($before, &[$(key!($($unserved_doc)+, $unserved, $why_not $why),)*]),)?
                ];
                const ALL: [Key; count(PART, OWN)] = placed(PART, OWN);
                const PART: &[Key] = $PART;
                &ALL
            },
            $($($entries)*)*
        }
    };
    (
        $(#[$meta:meta])*
        $TABLE:ident = $called:literal, $sort:ident $Table:ident {
            $($(#[doc = $doc:literal])+ $key:literal => $field:ident: $status:ident $shape:ident $(($Inner:ident))?, $example:expr;)*
        }
        $(unserved {
            $($(#[doc = $unserved_doc:literal])+ $unserved:literal => $why_not:ident, $why:expr;)*
        })?
    ) => {
        table! {
            @$sort [$(#[$meta])*] $TABLE = $called, $Table, [],
            &[
                $(key!($($doc)+, $key, $status value!($shape $(($Inner))? shape $example)),)*
                $($(key!($($unserved_doc)+, $unserved, $why_not $why),)*)?
            ],
            $($(#[doc = $doc])+ $key => $field: $status $shape $(($Inner))?, $example;)*
        }
    };

    (@keys $($(#[doc = $doc:literal])+ $key:literal => $field:ident: $status:ident $shape:ident $(($Inner:ident))?, $example:expr;)*) => {
        &[$(key!($($doc)+, $key, $status value!($shape $(($Inner))? shape $example)),)*]
    };

    (@fixed $($rest:tt)*) => { table! { @declare Fixed, [Clone, Debug, Default], [], $($rest)* } };
    (@named $($rest:tt)*) => { table! { @declare Named, [Clone, Debug], [name: Spanned<String>], $($rest)* } };
    (
        @declare $Sort:ident, [$($derived:ident),*], [$($name:ident: $Name:ty)?],
        [$(#[$meta:meta])*] $TABLE:ident = $called:literal, $Table:ident, [$($part:ident: $Part:ident)?], $keys:expr,
        $($(#[doc = $doc:literal])+ $key:literal => $field:ident: $status:ident $shape:ident $(($Inner:ident))?, $example:expr;)*
    ) => {
        $(#[$meta])*
        pub const $TABLE: Table = Table {
            name: $called,
            keys: $keys,
        };

        $(#[$meta])*
        #[derive($($derived),*)]
        pub struct $Table {
            $(
                /// The name, which the user chooses.
                pub $name: $Name,
            )?
            $(
                /// The keys that it has in common with others.
                pub $part: $Part,
            )?
            $($(#[doc = $doc])+ pub $field: value!($shape $(($Inner))? type),)*
            /// Whether everything in the table could be read; what seems absent may otherwise only be misspelt.
            pub complete: bool,
            /// Whether nothing is wrong with any of the table's own keys, so that one that is absent was not written.
            pub known: bool,
        }

        impl $Sort for $Table {
            const TABLE: &'static Table = &$TABLE;

            fn take($($name: $Name,)? entries: &DeTable<'_>, span: Span, reader: &mut Reader) -> Self {
                let found_before = reader.found();
                let view = reader.open(&$TABLE, entries, span);
                Self {
                    $($name,)?
                    $($part: $Part::take(&view, reader),)?
                    $($field: value!($shape $(($Inner))? read $key, view, reader),)*
                    // The fields are filled in this order, so that all has been looked at.
                    complete: reader.is_complete_since(found_before),
                    known: view.known,
                }
            }
        }
    };
}

pub(super) use {key, keys, status, table, value};

use super::keys::Key;

/// How many keys a table has that takes those of another list and has `own` ones.
pub(super) const fn count(part: &[Key], own: &[(&str, &[Key])]) -> usize {
    let mut count = part.len();
    let mut at = 0;
    while at < own.len() {
        count += own[at].1.len();
        at += 1;
    }
    count
}

/// The keys of another list and a table's own ones, each group after the key that it names.
///
/// # Panics
/// If the other list has no such key, or fewer or more than `N` come together: while wmigen is built.
pub(super) const fn placed<const N: usize>(part: &[Key], own: &[(&str, &[Key])]) -> [Key; N] {
    let mut all = [part[0]; N];
    let mut filled = 0;
    let mut at = 0;
    while at < part.len() {
        all[filled] = part[at];
        filled += 1;
        let mut group = 0;
        while group < own.len() {
            let (anchor, keys) = own[group];
            if same(anchor, part[at].name) {
                let mut one = 0;
                while one < keys.len() {
                    all[filled] = keys[one];
                    filled += 1;
                    one += 1;
                }
            }
            group += 1;
        }
        at += 1;
    }
    assert!(filled == N, "a key is placed after one that is not there");
    all
}

/// Whether two names are the same, which `==` cannot say in a constant.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut same = one.len() == other.len();
    let mut at = 0;
    while same && at < one.len() {
        same = one[at] == other[at];
        at += 1;
    }
    same
}
