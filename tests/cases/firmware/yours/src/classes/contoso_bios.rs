//! The banks that the board starts from.

use crate::ContosoBoard;
use crate::generated::contoso_bios::{
    ContosoBios, ContosoBiosKey, ContosoBiosProvider, ContosoBiosState, ContosoBiosVerifyOutput,
};
use crate::wmi::{Client, Error, Instances, Read, Result};

impl ContosoBiosProvider for ContosoBoard {
    fn get(&self, client: &mut Client<'_>, key: &ContosoBiosKey) -> Result<ContosoBios> {
        let is_one = key.version == "2.1" && ["A", "B"].contains(&key.name.as_str());
        if !is_one {
            return Err(Error::not_found());
        }
        bank(self, client, &key.name)
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, ContosoBios>> {
        let banks = ["A", "B"].into_iter();
        Ok(Instances::new(banks.map(|name| bank(self, client, name))))
    }

    fn verify(
        &self,
        client: &mut Client<'_>,
        key: &ContosoBiosKey,
    ) -> Result<ContosoBiosVerifyOutput> {
        let bank = self.get(client, key)?;
        let known = matches!(bank.signature, Read::Value(_));
        Ok(ContosoBiosVerifyOutput {
            return_value: u32::from(!known),
            reason: (!known).then(|| "the signature is not yours to see".to_owned()),
        })
    }
}

/// Bank A is running, and its signature may be known. Bank B's may not.
fn bank(board: &ContosoBoard, client: &Client<'_>, name: &str) -> Result<ContosoBios> {
    let active = name == "A";
    let signature = if active {
        Read::Value(vec![0xC0, 0x57])
    } else {
        board.secret(client, vec![0xC0, 0x58])?
    };
    Ok(ContosoBios {
        caption: Some(format!("Bank {name}")),
        state: Some(if active {
            ContosoBiosState::Active
        } else {
            ContosoBiosState::Idle
        }),
        size: Some(8 << 20),
        signature,
        ..ContosoBios::with_key(ContosoBiosKey {
            name: name.to_owned(),
            version: "2.1".to_owned(),
        })
    })
}
