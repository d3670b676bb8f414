//! The controllers that turn fans: one that is a controller of the board, and one that the board no longer has.

use crate::ContosoBoard;
use crate::generated::contoso_fan_controller::{
    ContosoFanController, ContosoFanControllerKey, ContosoFanControllerProvider,
};
use crate::wmi::{Client, Error, Instances, Result};

impl ContosoFanControllerProvider for ContosoBoard {
    fn get(
        &self,
        _client: &mut Client<'_>,
        key: &ContosoFanControllerKey,
    ) -> Result<ContosoFanController> {
        let mut controllers = ["fan", "pulled"].map(controller).into_iter();
        controllers
            .find(|one| one.name == key.name && one.version == key.version)
            .ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, ContosoFanController>> {
        Ok(Instances::visible(["fan", "pulled"].map(controller)))
    }
}

fn controller(name: &str) -> ContosoFanController {
    ContosoFanController {
        fans: Some(4),
        ..ContosoFanController::with_key(ContosoFanControllerKey {
            name: name.to_owned(),
            version: "1.0".to_owned(),
        })
    }
}
