//! A class's definition and its instances. An instance keeps its values as WMI's do, numbers in places and texts one after the
//! other.

use std::sync::{Arc, Mutex};

use windows_core::{BSTR, ComObject, Error, OutRef, PCWSTR, Ref, Result, implement_decl};

use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{
    WBEM_E_INVALID_OPERATION, WBEM_E_NOT_AVAILABLE, WBEM_E_NOT_FOUND, WBEM_E_TYPE_MISMATCH,
};
use crate::wmi_core::{Definition, answer_always};

/// A class's definition, or an instance.
pub struct Object {
    /// The names of the class's properties, in UTF-16 and small letters.
    names: Arc<[Vec<u16>]>,
    values: Mutex<Values>,
}

#[derive(Default)]
struct Values {
    places: Vec<Place>,
    texts: Vec<u16>,
}

#[derive(Clone, Copy)]
#[allow(
    dead_code,
    reason = "a value is kept, as it is in WMI, and not read here"
)]
enum Place {
    Null,
    Number(i32),
    Text { start: usize, length: usize },
}

implement_decl! { impl Object as pub Object_Impl: [IWbemClassObject] }

impl Object {
    /// A class's definition.
    pub fn class(definition: &Definition) -> IWbemClassObject {
        let names = definition.properties.iter();
        let names = names.map(|property| {
            let name = property.name.to_ascii_lowercase();
            name.encode_utf16().collect()
        });
        ComObject::new(Self {
            names: names.collect(),
            values: Mutex::default(),
        })
        .to_interface()
    }

    fn position(&self, name: &[u16]) -> Option<usize> {
        self.names.iter().position(|own| {
            let mut units = own.iter().zip(name);
            own.len() == name.len() && units.all(|(own, unit)| *own == small(*unit))
        })
    }
}

fn small(unit: u16) -> u16 {
    match u8::try_from(unit) {
        Ok(byte) => byte.to_ascii_lowercase().into(),
        Err(_) => unit,
    }
}

impl IWbemClassObject_Impl for Object_Impl {
    fn Put(
        &self,
        wszname: &PCWSTR,
        _lflags: i32,
        pval: *const VARIANT,
        _type: CIMTYPE,
    ) -> Result<()> {
        // SAFETY: COM's contract: a name is a string that ends with a zero and lives for the call.
        let name = unsafe { wszname.as_wide() };
        let Some(position) = self.position(name) else {
            return Err(Error::from_hresult(WBEM_E_NOT_FOUND));
        };
        let mut values = self.values.lock().expect("no thread has panicked");
        let Values { places, texts } = &mut *values;
        let Some(place) = places.get_mut(position) else {
            return Err(Error::from_hresult(WBEM_E_INVALID_OPERATION));
        };
        // SAFETY: COM's contract: null or a valid VARIANT, whose tag is there in either half of the union.
        let content = unsafe { pval.as_ref() }.map(|value| unsafe { &value.Anonymous.Anonymous });
        let kind = content.map_or(VT_NULL, |content| VARENUM::from(content.vt.0));
        *place = match (kind, content) {
            // SAFETY: the tag says that this is the field in use.
            (VT_I4, Some(content)) => Place::Number(unsafe { content.Anonymous.lVal }),
            // SAFETY: the tag says that this is the field in use.
            (VT_BOOL, Some(content)) => unsafe {
                Place::Number(content.Anonymous.boolVal.0.into())
            },
            (VT_BSTR, Some(content)) => {
                // SAFETY: the tag says that this is the field in use; the string stays its owner's.
                let text: &BSTR = unsafe { &content.Anonymous.bstrVal };
                let start = texts.len();
                texts.extend_from_slice(text);
                Place::Text {
                    start,
                    length: text.len(),
                }
            }
            (VT_NULL, _) => Place::Null,
            _ => return Err(Error::from_hresult(WBEM_E_TYPE_MISMATCH)),
        };
        Ok(())
    }

    fn SpawnInstance(&self, _lflags: i32) -> Result<IWbemClassObject> {
        let instance = ComObject::new(Object {
            names: Arc::clone(&self.names),
            values: Mutex::new(Values {
                places: vec![Place::Null; self.names.len()],
                texts: Vec::with_capacity(128),
            }),
        });
        Ok(instance.to_interface())
    }

    answer_always! { WBEM_E_NOT_AVAILABLE;
        Get(&PCWSTR, i32, *mut VARIANT, *mut CIMTYPE, *mut i32) -> ();
        GetQualifierSet() -> IWbemQualifierSet;
        Delete(&PCWSTR) -> ();
        GetNames(&PCWSTR, i32, *const VARIANT) -> *mut SAFEARRAY;
        BeginEnumeration(i32) -> ();
        Next(i32, *mut BSTR, *mut VARIANT, *mut CIMTYPE, *mut i32) -> ();
        EndEnumeration() -> ();
        GetPropertyQualifierSet(&PCWSTR) -> IWbemQualifierSet;
        Clone() -> IWbemClassObject;
        GetObjectText(i32) -> BSTR;
        SpawnDerivedClass(i32) -> IWbemClassObject;
        CompareTo(i32, Ref<IWbemClassObject>) -> ();
        GetPropertyOrigin(&PCWSTR) -> BSTR;
        InheritsFrom(&PCWSTR) -> ();
        GetMethod(&PCWSTR, i32, OutRef<IWbemClassObject>, OutRef<IWbemClassObject>) -> ();
        PutMethod(&PCWSTR, i32, Ref<IWbemClassObject>, Ref<IWbemClassObject>) -> ();
        DeleteMethod(&PCWSTR) -> ();
        BeginMethodEnumeration(i32) -> ();
        NextMethod(i32, *mut BSTR, OutRef<IWbemClassObject>, OutRef<IWbemClassObject>) -> ();
        EndMethodEnumeration() -> ();
        GetMethodQualifierSet(&PCWSTR) -> IWbemQualifierSet;
        GetMethodOrigin(&PCWSTR) -> BSTR;
    }
}
