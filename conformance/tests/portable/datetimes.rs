//! Points in time of every kind, written, read and placed on other clocks.

use std::time::{Duration, UNIX_EPOCH};

use crate::wmi::{DateTime, DateTimeFields, InvalidDateTime, NoMoment};

fn parsed(text: &str) -> DateTime {
    text.parse().expect(text)
}

#[test]
fn what_is_written_reads_back() {
    for text in [
        "20260228000000.000000+000",
        "20260228000000.000000-000",
        "20240229235959.999999-720",
        "00000101000000.000000+999",
        "99991231235959.999999-999",
        // The examples of WMI's page, and of `Win32_ScheduledJob.StartTime`.
        "19980416******.000000+***",
        "****0401******.000000+***",
        "19980401135809.000000-***",
        "********143000.000000-420",
        // A year that is not known may be a leap year, and a month that is not known has 31 days.
        "****0229******.******+000",
        "2025**31******.******+000",
        "**************.******+***",
    ] {
        assert_eq!(parsed(text).to_string(), text);
    }
}

#[test]
fn a_moment_that_does_not_exist_is_refused() {
    for text in [
        "",
        "20260229000000.000000+000",
        "20260230000000.000000+000",
        "****0230******.******+000",
        "****0431******.******+000",
        "******32******.******+000",
        "20260001000000.000000+000",
        "20261301000000.000000+000",
        "20260100000000.000000+000",
        "20260101240000.000000+000",
        "20260101006000.000000+000",
        "20260101000060.000000+000",
        "20260101000000,000000+000",
        "20260101000000.000000 000",
        "20260101000000.000000:000",
        "+0260101000000.000000+000",
        "2026010100000a.000000+000",
        "20260101000000.000000+0000",
        "20260101000000.00000+000",
        "2026010100000\u{e9}.000000+00",
        // The same length as a right one, in digits that are none of ASCII's.
        "\u{661}\u{661}\u{661}\u{661}\u{661}\u{661}\u{661}.000000+000",
        // Only whole fields may be asterisks.
        "199*0416******.000000+***",
        "1998041*******.000000+***",
        "19980416*****0.000000+***",
        "19980416000000.00000*+000",
        "19980416000000.000000+00*",
        "19980416000000.000000*000",
        "1998-04-16 ******:***",
    ] {
        assert_eq!(text.parse::<DateTime>(), Err(InvalidDateTime), "{text}");
    }
}

#[test]
fn parts_make_a_moment_only_if_it_exists() {
    let made = DateTime::new((2024, 2, 29), (23, 59, 59), 999_999, -720);
    assert_eq!(made, Ok(parsed("20240229235959.999999-720")));
    for (date, time, microsecond, offset) in [
        ((2025, 2, 29), (0, 0, 0), 0, 0),
        ((10_000, 1, 1), (0, 0, 0), 0, 0),
        ((u16::MAX, 1, 1), (0, 0, 0), 0, 0),
        ((2025, 255, 1), (0, 0, 0), 0, 0),
        ((2025, 1, 1), (24, 0, 0), 0, 0),
        ((2025, 1, 1), (0, 0, 0), 1_000_000, 0),
        ((2025, 1, 1), (0, 0, 0), u32::MAX, 0),
        ((2025, 1, 1), (0, 0, 0), 0, 1000),
        ((2025, 1, 1), (0, 0, 0), 0, i16::MIN),
    ] {
        let made = DateTime::new(date, time, microsecond, offset);
        assert_eq!(made, Err(InvalidDateTime), "{date:?} {time:?}");
    }
    let daily = DateTimeFields {
        hour: Some(14),
        minute: Some(30),
        offset: Some(-420),
        ..DateTimeFields::default()
    };
    let text = "********1430**.******-420";
    assert_eq!(DateTime::try_from(daily), Ok(parsed(text)));
    assert_eq!(parsed(text).fields(), daily);
}

#[test]
fn the_system_s_clock_is_written_in_utc() {
    let cases = [
        (0, "19700101000000.000000+000"),
        (951_782_400, "20000229000000.000000+000"),
        (1_798_761_599, "20261231235959.000000+000"),
        (253_402_300_799, "99991231235959.000000+000"),
    ];
    for (seconds, text) in cases {
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(DateTime::from_system_time(time), Ok(parsed(text)));
        assert_eq!(parsed(text).to_system_time(), Ok(time));
    }
    let before = UNIX_EPOCH - Duration::from_micros(1);
    let text = "19691231235959.999999+000";
    assert_eq!(DateTime::from_system_time(before), Ok(parsed(text)));
    assert_eq!(parsed(text).to_system_time(), Ok(before));
    // Less than a microsecond is cut off, not rounded; Windows counts in tenths of it.
    let cut = DateTime::from_system_time(before - Duration::from_nanos(100));
    assert_eq!(cut, Ok(parsed("19691231235959.999998+000")));
    let late = UNIX_EPOCH + Duration::from_hours(70_389_528);
    assert_eq!(DateTime::from_system_time(late), Err(InvalidDateTime));
}

#[test]
fn the_offset_is_kept_and_counts() {
    let (here, there) = ("20260101120000.000000+060", "20260101103000.000000-030");
    let moment = parsed(here).to_system_time();
    assert_eq!(moment, parsed(there).to_system_time());
    assert_ne!(parsed(here), parsed(there));
    let utc = moment.map(DateTime::from_system_time);
    assert_eq!(utc, Ok(Ok(parsed("20260101110000.000000+000"))));
    assert_eq!(
        parsed("20260101000000.000000-000").to_system_time(),
        parsed("20260101000000.000000+000").to_system_time()
    );
}

#[test]
fn what_is_not_specified_is_no_moment() {
    for text in [
        "****0101000000.000000+000",
        "2026**01000000.000000+000",
        "202601**000000.000000+000",
        "20260101**0000.000000+000",
        "2026010100**00.000000+000",
        "202601010000**.000000+000",
        "20260101000000.******+000",
        "20260101000000.000000+***",
    ] {
        assert_eq!(
            parsed(text).to_system_time(),
            Err(NoMoment::Unspecified),
            "{text}"
        );
    }
}
