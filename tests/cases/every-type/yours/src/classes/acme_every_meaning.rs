//! Values that the class lists, and values that it does not.

use crate::generated::acme_every_meaning::*;
use crate::wmi::{Client, Error, Instances, Read, Result};

impl AcmeEveryMeaningProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeEveryMeaningKey) -> Result<AcmeEveryMeaning> {
        match key.id.as_str() {
            "listed" => Ok(listed()),
            "unlisted" => Ok(unlisted()),
            "default" => Ok(AcmeEveryMeaning::with_key(key.clone())),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeEveryMeaning>> {
        Ok(Instances::visible([listed(), unlisted()]))
    }
}

fn listed() -> AcmeEveryMeaning {
    AcmeEveryMeaning {
        id: "listed".to_owned(),
        state: Some(AcmeEveryMeaningState::Healthy),
        offset: Some(AcmeEveryMeaningOffset::Before),
        states: Some(vec![
            AcmeEveryMeaningStates::On,
            AcmeEveryMeaningStates::Off,
        ]),
        mode: Some(AcmeEveryMeaningMode::SlowAndSure),
        modes: Some(vec![AcmeEveryMeaningModes::X]),
        features: Some(
            AcmeEveryMeaningFeatures::READABLE | AcmeEveryMeaningFeatures::SELF_DESTRUCTING,
        ),
        feature_sets: Some(vec![AcmeEveryMeaningFeatureSets::LAST]),
        ranged: Some(-1),
        all: Some(AcmeEveryMeaningAll::N255),
        ready: Some(true),
        answers: Read::Value(vec![true, false]),
        hidden: Read::Value(AcmeEveryMeaningHidden::Yes),
    }
}

/// Data is newer than the class: nothing is lost.
fn unlisted() -> AcmeEveryMeaning {
    AcmeEveryMeaning {
        id: "unlisted".to_owned(),
        state: Some(AcmeEveryMeaningState::from(40_000)),
        offset: Some(AcmeEveryMeaningOffset::Unlisted(-2)),
        states: Some(vec![AcmeEveryMeaningStates::from(255)]),
        mode: Some(AcmeEveryMeaningMode::from("turbo")),
        modes: Some(Vec::new()),
        features: Some(AcmeEveryMeaningFeatures::from_bits_retain(0x10)),
        feature_sets: Some(vec![AcmeEveryMeaningFeatureSets::empty()]),
        ranged: Some(i64::MIN),
        all: Some(AcmeEveryMeaningAll::from(0)),
        ready: Some(false),
        answers: Read::Denied,
        hidden: Read::Denied,
    }
}
