//! Points and lengths of time of the generated crates, by themselves: what is written reads back, and what is malformed
//! in any way is refused, never a panic. That they are also what WMI's pages say is told by their own tests.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "this test uses a part of it")]
#[path = "../templates/src/wmi/datetime.rs"]
#[rustfmt::skip]
mod datetime;
#[path = "../templates/src/wmi/interval.rs"]
#[rustfmt::skip]
mod interval;
#[path = "../templates/src/wmi/calendar.rs"]
#[rustfmt::skip]
mod calendar;

/// Where a crate has them.
mod wmi {
    pub use crate::datetime::{DateTime, DateTimeFields, InvalidDateTime, NoMoment};
}

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use datetime::{DateTime, DateTimeFields, NoMoment};
use interval::Interval;
use proptest::prelude::*;

/// The days of a month, reckoned as the calendar is taught.
fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Fields within the bounds of the format, some of them unspecified; not all are of a day that exists.
fn fields() -> impl Strategy<Value = DateTimeFields> {
    let date = (
        prop::option::of(0u16..10_000),
        prop::option::of(1u8..13),
        prop::option::of(1u8..32),
    );
    let time = (
        prop::option::of(0u8..24),
        prop::option::of(0u8..60),
        prop::option::of(0u8..60),
    );
    let rest = (
        prop::option::of(0u32..1_000_000),
        prop::option::of(-999i16..1000),
    );
    (date, time, rest).prop_map(
        |((year, month, day), (hour, minute, second), (microsecond, offset))| DateTimeFields {
            year,
            month,
            day,
            hour,
            minute,
            second,
            microsecond,
            offset,
        },
    )
}

/// The 25 characters, written by hand.
fn written(fields: &DateTimeFields) -> String {
    let field = |value: Option<u32>, width: usize| {
        value.map_or_else(|| "*".repeat(width), |value| format!("{value:0width$}"))
    };
    let small = |value: Option<u8>| field(value.map(u32::from), 2);
    [
        field(fields.year.map(u32::from), 4),
        small(fields.month),
        small(fields.day),
        small(fields.hour),
        small(fields.minute),
        small(fields.second),
        ".".to_owned(),
        field(fields.microsecond, 6),
        if fields.offset.is_some_and(|offset| offset < 0) {
            "-"
        } else {
            "+"
        }
        .to_owned(),
        field(fields.offset.map(|offset| offset.unsigned_abs().into()), 3),
    ]
    .concat()
}

/// What is read, if anything is, is written as it was.
fn check(text: &str) {
    if let Ok(read) = text.parse::<DateTime>() {
        assert_eq!(read.to_string(), text);
        let _ = (read.to_civil(), read.to_timestamp(), read.to_system_time());
    }
    if let Ok(read) = text.parse::<Interval>() {
        assert_eq!(read.to_string(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8192))]

    #[test]
    fn a_datetime_is_read_if_its_day_exists(fields in fields()) {
        let text = written(&fields);
        // Without a year or a month, every day that some year has is one.
        let last = days(fields.year.unwrap_or(2000), fields.month.unwrap_or(1));
        let exists = fields.day.is_none_or(|day| day <= last);
        let read = text.parse::<DateTime>();
        prop_assert_eq!(read.is_ok(), exists, "{}", text);
        prop_assert_eq!(read, DateTime::try_from(fields));
        if let Ok(read) = read {
            prop_assert_eq!(read.fields(), fields);
            prop_assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn any_text_is_a_time_or_refused(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_marks_are_a_time_or_refused(text in "[0-9*+\\-:. ]{24,26}") {
        check(&text);
    }

    /// One character that is not of the format, in any place.
    #[test]
    fn a_time_with_a_foreign_character_is_refused(
        fields in fields(),
        at in 0usize..25,
        foreign in "[^0-9*+\\-.:]",
    ) {
        let mut moment = written(&fields);
        let mut length = "00000001020304.000005:000".to_owned();
        for text in [&mut moment, &mut length] {
            text.replace_range(at..=at, &foreign);
            prop_assert!(text.parse::<DateTime>().is_err() && text.parse::<Interval>().is_err(), "{}", text);
        }
    }

    #[test]
    fn a_time_with_a_field_half_open_is_refused(fields in fields(), at in any::<prop::sample::Index>()) {
        let mut text = written(&fields);
        let digits: Vec<usize> = (0..text.len()).filter(|at| text.as_bytes()[*at].is_ascii_digit()).collect();
        prop_assume!(!digits.is_empty());
        let at = digits[at.index(digits.len())];
        text.replace_range(at..=at, "*");
        prop_assert!(text.parse::<DateTime>().is_err(), "{}", text);
    }

    #[test]
    fn a_time_that_is_too_long_or_too_short_is_refused(fields in fields(), at in 0usize..25) {
        let text = written(&fields);
        let mut longer = text.clone();
        longer.insert(at, '0');
        let mut shorter = text;
        shorter.remove(at);
        for text in [longer, shorter] {
            prop_assert!(text.parse::<DateTime>().is_err() && text.parse::<Interval>().is_err());
        }
    }

    /// Two calendars that know nothing of each other: the runtime's own, and jiff's.
    #[test]
    fn both_calendars_place_a_moment_alike(seconds in -62_167_219_200i64..253_402_207_200, microsecond in 0i32..1_000_000) {
        let timestamp = jiff::Timestamp::new(seconds, microsecond * 1000).unwrap();
        let read = DateTime::try_from(timestamp).unwrap();
        prop_assert_eq!(read.to_timestamp(), Ok(timestamp));
        let time = SystemTime::from(timestamp);
        prop_assert_eq!(DateTime::from_system_time(time), Ok(read));
        prop_assert_eq!(read.to_system_time(), Ok(time));
    }

    /// Also moments whose offset takes them out of the years that can be written.
    #[test]
    fn both_calendars_agree_on_every_field(fields in fields()) {
        if let Ok(read) = DateTime::try_from(fields) {
            match (read.to_timestamp(), read.to_system_time()) {
                (Ok(timestamp), time) => prop_assert_eq!(time, Ok(SystemTime::from(timestamp))),
                (Err(NoMoment::Unspecified), time) => prop_assert_eq!(time, Err(NoMoment::Unspecified)),
                // jiff's clock ends a day and two hours before CIM's.
                (Err(NoMoment::OutOfRange), _) => prop_assert_eq!(fields.year, Some(9999)),
            }
        }
    }

    #[test]
    fn the_systems_clock_reads_back(seconds in -11_644_473_600i64..253_402_300_800, microseconds in 0u32..1_000_000) {
        let distance = Duration::new(seconds.unsigned_abs(), 0);
        let whole = if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        let time: SystemTime = whole.unwrap() + Duration::from_micros(microseconds.into());
        let read = DateTime::from_system_time(time).unwrap();
        prop_assert_eq!(read.to_system_time(), Ok(time));
        prop_assert_eq!(read.to_string().parse(), Ok(read));
    }

    #[test]
    fn an_interval_reads_back(microseconds in 0u64..8_640_000_000_000_000_000) {
        let length = Duration::from_micros(microseconds);
        let interval = Interval::try_from(length).unwrap();
        prop_assert_eq!(interval.to_string().parse(), Ok(interval));
        prop_assert_eq!(Duration::from(interval), length);
        let parts = (interval.days(), interval.hours(), interval.minutes(), interval.seconds(), interval.microseconds());
        let reckoned = (((parts.0 * 24 + parts.1) * 60 + parts.2) * 60 + parts.3) * 1_000_000 + parts.4;
        prop_assert_eq!(reckoned, microseconds);
    }

    #[test]
    fn an_interval_out_of_its_fields_bounds_is_refused(
        days in 0u32..100_000_000,
        hours in 0u8..100,
        minutes in 0u8..100,
        seconds in 0u8..100,
    ) {
        let text = format!("{days:08}{hours:02}{minutes:02}{seconds:02}.000000:000");
        let right = hours < 24 && minutes < 60 && seconds < 60;
        prop_assert_eq!(text.parse::<Interval>().is_ok(), right);
    }
}
