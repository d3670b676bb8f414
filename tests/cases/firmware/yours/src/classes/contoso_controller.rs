//! The controllers on the board: one whose memory may be known, and one whose may not.

use crate::ContosoBoard;
use crate::generated::contoso_controller::{
    ContosoController, ContosoControllerKey, ContosoControllerProvider,
};
use crate::wmi::{Client, Error, Instances, Read, Result};

impl ContosoControllerProvider for ContosoBoard {
    fn get(
        &self,
        client: &mut Client<'_>,
        key: &ContosoControllerKey,
    ) -> Result<ContosoController> {
        match (key.name.as_str(), key.version.as_str()) {
            ("fan", "1.0") => controller(self, client, 1),
            ("key", "1.0") => controller(self, client, 2),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, ContosoController>> {
        let slots = [1, 2].into_iter();
        Ok(Instances::new(
            slots.map(|slot| controller(self, client, slot)),
        ))
    }
}

fn controller(board: &ContosoBoard, client: &Client<'_>, slot: u8) -> Result<ContosoController> {
    let (name, size) = if slot == 1 {
        ("fan", Read::Value(4096))
    } else {
        ("key", board.secret(client, 8192)?)
    };
    Ok(ContosoController {
        size,
        slot: Some(slot),
        ..ContosoController::with_key(ContosoControllerKey {
            name: name.to_owned(),
            version: "1.0".to_owned(),
        })
    })
}
