//! Times, as people compare them.

use std::fmt::Write as _;

/// Of each provider what each round took, in nanoseconds.
pub struct Report(Vec<(String, Vec<f64>)>);

/// The providers that the others are compared with: see `cpp/provider.cpp`.
const SAMPLE: &str = "c++ sample";
const CAREFUL: &str = "c++ careful";

/// Nanoseconds that a host might take for each instance in addition to this one. WMI's own objects and its way to the
/// client, in another process, cost at least as much.
const HEAVIER: f64 = 3000.0;

/// What the host itself takes.
const FLOOR: &str = "host alone";

impl Report {
    /// What the host has printed.
    pub fn read(lines: &[Vec<String>]) -> Self {
        let mut report: Vec<(String, Vec<f64>)> = Vec::new();
        for fields in lines {
            let [what, name, time] = &fields[..] else {
                continue;
            };
            let (true, Ok(time)) = (what == "time", time.parse()) else {
                continue;
            };
            match report.iter_mut().find(|(there, _)| there == name) {
                Some((_, times)) => times.push(time),
                None => report.push((name.clone(), vec![time])),
            }
        }
        Self(report)
    }

    /// A line for each provider, whose every round was so many units of work.
    pub fn table(&self, units: u32) -> String {
        let units = f64::from(units);
        let mut out = format!(
            "  {:<12}{:>10}{:>12}{:>10}  {:<16}{:>10}{:>12}{:>12}\n",
            "",
            "µs",
            "a second",
            "÷ sample",
            "in the rounds",
            "÷ careful",
            "host +3 µs",
            "host off"
        );
        for (name, times) in &self.0 {
            let ratios = self.ratios(SAMPLE, times, |_| 0.0);
            let careful = self.ratios(CAREFUL, times, |_| 0.0);
            let heavier = self.ratios(SAMPLE, times, |_| HEAVIER * units);
            let own = self.ratios(SAMPLE, times, |round| -self.floor(round));
            let own = Some(median(&own)).filter(|own| name != FLOOR && own.is_finite());
            let (least, most) = ends(&ratios);
            let time = median(times) / units;
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                out,
                "  {name:<12}{:>10.2}{:>12.0}{:>10.3}  {:<16}{:>10.3}{:>12.3}{:>12}",
                time / 1e3,
                1e9 / time,
                median(&ratios),
                format!("{least:.3} to {most:.3}"),
                median(&careful),
                median(&heavier),
                own.map(|own| format!("{own:.3}")).unwrap_or_default(),
            );
        }
        let rounds = self.of(SAMPLE).len();
        let _ = writeln!(out, "  medians of {rounds} rounds");
        out
    }

    /// What a base took by what this took, round by round, after something is added to both.
    fn ratios(&self, base: &str, times: &[f64], more: impl Fn(usize) -> f64) -> Vec<f64> {
        let rounds = self.of(base).iter().zip(times).enumerate();
        rounds
            .map(|(round, (base, time))| (base + more(round)) / (time + more(round)))
            .collect()
    }

    /// What the host took alone, if that was measured.
    fn floor(&self, round: usize) -> f64 {
        self.of(FLOOR).get(round).copied().unwrap_or(f64::NAN)
    }

    fn of(&self, name: &str) -> &[f64] {
        let found = self.0.iter().find(|(there, _)| there == name);
        found.map_or(&[], |(_, times)| times)
    }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

fn median(values: &[f64]) -> f64 {
    let values = sorted(values);
    let (half, last) = (values.len() / 2, values.len());
    match last % 2 {
        _ if last == 0 => f64::NAN,
        0 => f64::midpoint(values[half - 1], values[half]),
        _ => values[half],
    }
}

fn ends(values: &[f64]) -> (f64, f64) {
    let values = sorted(values);
    let end = |value: Option<&f64>| value.copied().unwrap_or(f64::NAN);
    (end(values.first()), end(values.last()))
}
