//! The bits of a number that have a meaning.

use std::collections::HashMap;

use super::super::variants;
use super::{BitMeaning, second, text_of, whole_text, wrong};
use crate::diagnostics::{Checked, Diagnostic, keep};
use crate::spec::{Literal, Meaning};

/// The meanings of bits, of which a number has so many.
pub fn bit_meanings(
    written: &[Meaning],
    bits: u32,
    found: &mut Vec<Diagnostic>,
) -> Vec<BitMeaning> {
    let mut taken = HashMap::new();
    let sound: Vec<(u32, &Meaning)> = written
        .iter()
        .filter_map(|meaning| {
            let position = keep(position(meaning, bits), found)?;
            keep(whole_text(meaning), found)?;
            if let Some(first) = taken.insert(position, meaning.value.span()) {
                found.push(second("bit", meaning, first));
                return None;
            }
            Some((position, meaning))
        })
        .collect();
    let texts = sound
        .iter()
        .map(|(position, meaning)| (text_of(meaning), *position));
    let constants = variants::of_bits(texts);
    let named = sound.iter().zip(constants);
    named
        .map(|((position, meaning), constant)| BitMeaning {
            position: *position,
            constant,
            text: text_of(meaning).map(str::to_owned),
        })
        .collect()
}

fn position(meaning: &Meaning, bits: u32) -> Checked<u32> {
    if let Literal::Integer(number) = meaning.value.get_ref()
        && let Ok(position) = u32::try_from(*number)
        && position < bits
    {
        return Ok(position);
    }
    let help = format!(
        "write the position of the bit, from 0 for the lowest to {}",
        bits - 1
    );
    wrong(
        meaning.value.span(),
        "a bit is written by its position",
        &help,
    )
}
