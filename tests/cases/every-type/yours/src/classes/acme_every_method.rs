//! Methods that give back what they take.

use crate::generated::acme_every_method::{
    AcmeEveryMethodDefaultInput, AcmeEveryMethodDefaultOutput, AcmeEveryMethodEchoInput,
    AcmeEveryMethodEchoOutput, AcmeEveryMethodEchoReturnValue, AcmeEveryMethodNextInput,
    AcmeEveryMethodNextOutput, AcmeEveryMethodProvider,
};
use crate::generated::acme_every_object::AcmeEveryObject;
use crate::wmi::{Client, Result};

impl AcmeEveryMethodProvider for crate::AcmeTypes {
    fn echo(
        &self,
        _client: &mut Client<'_>,
        input: AcmeEveryMethodEchoInput,
    ) -> Result<AcmeEveryMethodEchoOutput> {
        Ok(AcmeEveryMethodEchoOutput {
            return_value: AcmeEveryMethodEchoReturnValue::HalfDone,
            flag: input.flag,
            u8: input.u8,
            u16: input.u16,
            u32: input.u32,
            u64: input.u64,
            s8: input.s8,
            s16: input.s16,
            s32: input.s32,
            s64: input.s64,
            r32: input.r32,
            r64: input.r64,
            letter: input.letter,
            text: input.text,
            when: input.when,
            span: input.span,
            flags: input.flags,
            u8s: input.u8s,
            u16s: input.u16s,
            u32s: input.u32s,
            u64s: input.u64s,
            s8s: input.s8s,
            s16s: input.s16s,
            s32s: input.s32s,
            s64s: input.s64s,
            r32s: input.r32s,
            r64s: input.r64s,
            letters: input.letters,
            texts: input.texts,
            whens: input.whens,
            spans: input.spans,
            one: input.one,
            several: input.several,
            any: input.any,
            anys: input.anys,
            key: input.key,
            keys: input.keys,
            elsewhere: input.elsewhere,
            health: input.health,
            mode: input.mode,
            bits: input.bits,
        })
    }

    fn default(
        &self,
        _client: &mut Client<'_>,
        input: AcmeEveryMethodDefaultInput,
    ) -> Result<AcmeEveryMethodDefaultOutput> {
        Ok(AcmeEveryMethodDefaultOutput {
            flag: input.flag,
            u8: input.u8,
            u16: input.u16,
            u32: input.u32,
            u64: input.u64,
            s8: input.s8,
            s16: input.s16,
            s32: input.s32,
            s64: input.s64,
            r32: input.r32,
            r64: input.r64,
            letter: input.letter,
            text: input.text,
            when: input.when,
            span: input.span,
            numbers: input.numbers,
            nothing: input.nothing,
            reals: input.reals,
            pace: input.pace,
            bits: input.bits,
        })
    }

    fn next(
        &self,
        _client: &mut Client<'_>,
        input: AcmeEveryMethodNextInput,
    ) -> Result<AcmeEveryMethodNextOutput> {
        let next = AcmeEveryObject {
            number: Some(input.r#type + 1),
            inner: None,
        };
        Ok(AcmeEveryMethodNextOutput {
            as_mof: next.clone(),
            as_xml: (input.r#type > 1).then(|| vec![next.clone().into()]),
            return_value: next,
        })
    }

    fn self_test(&self, _client: &mut Client<'_>) -> Result<()> {
        Ok(())
    }
}
