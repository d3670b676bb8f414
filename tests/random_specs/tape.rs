//! Decisions, taken from a list of numbers: proptest makes the list and shortens it when something is wrong, and with it
//! shortens whatever was made of it. Nought is always the simplest decision, and what a list that is at its end gives.

pub struct Tape<'numbers> {
    rest: std::slice::Iter<'numbers, u32>,
    /// Whether something wrong may be written.
    slips: bool,
}

impl<'numbers> Tape<'numbers> {
    pub fn new(numbers: &'numbers [u32]) -> Self {
        let mut rest = numbers.iter();
        let slips = rest.next().is_some_and(|number| number % 3 == 1);
        Tape { rest, slips }
    }

    /// A number below `end`, most likely any.
    pub fn below(&mut self, end: usize) -> usize {
        let number = self.rest.next().copied().unwrap_or(0);
        usize::try_from(number).unwrap_or(0) % end
    }

    /// A whole number, the smallest and the largest among them.
    pub fn number(&mut self) -> u64 {
        let wide = (self.below(usize::MAX) as u64) << 32 | self.below(usize::MAX) as u64;
        match self.below(4) {
            0 => wide % 10,
            1 => wide % 1000,
            2 => wide,
            _ => u64::MAX >> (wide % 64),
        }
    }

    /// Yes in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// Whether to write something wrong here.
    pub fn slip(&mut self) -> bool {
        self.slips && self.chance(3)
    }

    pub fn one_of<'choice, T: ?Sized>(&mut self, choices: &[&'choice T]) -> &'choice T {
        choices[self.below(choices.len())]
    }
}
