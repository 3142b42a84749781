//! A growing list of ascending numbers, a byte or two each.

/// Ascending numbers as the differences between them, seven bits a byte, the last byte of each without its high bit.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    count: usize,
    last: Option<u32>,
}

impl Postings {
    /// Appends `number`, which has to be greater than every one before it.
    pub(super) fn push(&mut self, number: u32) {
        let next = self.last.map_or(Some(0), |last| last.checked_add(1));
        let Some(mut step) = next.and_then(|next| number.checked_sub(next)) else { return };
        while step >= 0x80 {
            self.bytes.push(step as u8 | 0x80);
            step >>= 7;
        }
        self.bytes.push(step as u8);
        self.count += 1;
        self.last = Some(number);
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) const fn last(&self) -> Option<u32> {
        self.last
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The list that these bytes are; numbers beyond 32 bits end it.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Self {
        let mut list = Self { bytes, count: 0, last: None };
        let (count, last) = list.iter().fold((0, None), |(count, _), number| (count + 1, Some(number)));
        (list.count, list.last) = (count, last);
        list
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.bytes.iter();
        let mut next = Some(0_u32);
        std::iter::from_fn(move || {
            let (mut step, mut shift) = (0_u32, 0);
            loop {
                let byte = *bytes.next()?;
                step |= u32::from(byte & 0x7F).checked_shl(shift)?;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            let number = next?.checked_add(step)?;
            next = number.checked_add(1);
            Some(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let numbers = [0, 1, 5, 132, 133, 20_000, 3_000_000, u32::MAX - 1, u32::MAX];
        let mut list = Postings::default();
        numbers.iter().for_each(|&number| list.push(number));
        list.push(7);
        assert_eq!(list.iter().collect::<Vec<_>>(), numbers);
        let read = Postings::from_bytes(list.bytes().to_vec());
        assert_eq!((read.len(), read.last()), (numbers.len(), Some(u32::MAX)));
        for bytes in [vec![0xFF; 9], vec![0x80], vec![0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x05]] {
            assert!(Postings::from_bytes(bytes).iter().count() <= 1);
        }
    }
}
