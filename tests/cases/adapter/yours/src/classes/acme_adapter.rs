//! The adapters, of each of which a client may know another part.

use crate::generated::acme_adapter::{AcmeAdapter, AcmeAdapterKey, AcmeAdapterProvider};
use crate::generated::acme_address::AcmeAddress;
use crate::generated::acme_cable::AcmeCable;
use crate::generated::acme_hop::AcmeHop;
use crate::generated::acme_radio::AcmeRadio;
use crate::generated::acme_supplicant::{AcmeSupplicant, AcmeSupplicantMethod};
use crate::generated::numeric_sensor::NumericSensor;
use crate::wmi::{AnyObject, Client, Error, Instances, Read, Result};

impl AcmeAdapterProvider for crate::AcmeNetwork {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeAdapterKey) -> Result<AcmeAdapter> {
        adapter(&key.name).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeAdapter>> {
        let names = ["lan", "wlan", "vpn"];
        Ok(Instances::visible(names.into_iter().filter_map(adapter)))
    }
}

/// The adapter of that name.
pub fn adapter(name: &str) -> Option<AcmeAdapter> {
    let key = AcmeAdapterKey {
        name: name.to_owned(),
    };
    let mut adapter = AcmeAdapter::with_key(key);
    match name {
        "lan" => {
            adapter.addresses = Some(vec![
                address("2001:db8::7", Read::Value("alice".to_owned())),
                address("2001:db8::8", Read::Denied),
            ]);
            adapter.gateway = Read::Value(way(&["router", "exchange"]));
            adapter.medium = Read::Value(
                AcmeCable {
                    speed: Some(1_000_000_000),
                    category: Some("6a".to_owned()),
                }
                .into(),
            );
            adapter.sensor = Some(NumericSensor {
                current_reading: Some(41),
                peak: Some(Box::new(sensor(60))),
                ..NumericSensor::default()
            });
            let fan = AnyObject::new("CIM_NumericSensor").with("CurrentReading", 900_i32);
            adapter.extensions = Some(vec![sensor(40).into(), fan]);
            // Texts to WMI, and objects here.
            adapter.lease = Read::Value(address("2001:db8::\"1\"", Read::Denied));
            adapter.route = Some(way(&["<router>", "exchange"]));
            adapter.former = Read::Value(vec![cable("5e"), radio("2001:db8::2")]);
            adapter.events = Some(vec![address("2001:db8::9", Read::Null).into()]);
        }
        "wlan" => {
            adapter.addresses = Some(Vec::new());
            adapter.gateway = Read::Denied;
            adapter.supplicant = Read::Value(AcmeSupplicant {
                identity: Read::Value("host/acme".to_owned()),
                method: Some(AcmeSupplicantMethod::Tls),
            });
            // Nor what it was connected by before, if not all of that.
            let hidden = AcmeRadio {
                network: Read::Denied,
                ..AcmeRadio::new(address("2001:db8::3", Read::Null))
            };
            adapter.former = Read::Value(vec![cable("5e"), hidden.into()]);
            // Whoever may not know the network may not know by what it is reached.
            adapter.medium = Read::Value(
                AcmeRadio {
                    network: Read::Denied,
                    ..AcmeRadio::new(address("2001:db8::1", Read::Null))
                }
                .into(),
            );
        }
        // Whoever may not know who it is to the network may not know that it is there.
        "vpn" => {
            adapter.supplicant = Read::Value(AcmeSupplicant {
                identity: Read::Denied,
                method: Some(AcmeSupplicantMethod::Peap),
            });
        }
        // It is found by its name alone. Its driver may have brought a class that this provider does not know.
        "usb" => {
            let driver = AnyObject::new("Other_Driver")
                .with("Version", "1.2".to_owned())
                .with("Sensor", AnyObject::from(sensor(39)));
            adapter.extensions = Some(vec![driver]);
        }
        _ => return None,
    }
    Some(adapter)
}

fn address(address: &str, owner: Read<String>) -> AcmeAddress {
    AcmeAddress {
        address: Some(address.to_owned()),
        owner,
        ..AcmeAddress::default()
    }
}

fn cable(category: &str) -> AnyObject {
    AcmeCable {
        speed: None,
        category: Some(category.to_owned()),
    }
    .into()
}

fn radio(peer: &str) -> AnyObject {
    AcmeRadio {
        peer: Some(address(peer, Read::Null)),
        ..AcmeRadio::new(address("2001:db8::1", Read::Null))
    }
    .into()
}

fn sensor(reading: i32) -> NumericSensor {
    NumericSensor {
        current_reading: Some(reading),
        ..NumericSensor::default()
    }
}

fn way(hosts: &[&str]) -> AcmeHop {
    let mut next = None;
    for host in hosts.iter().rev() {
        let hop = AcmeHop {
            host: Some((*host).to_owned()),
            metric: Some(0.5),
            next,
        };
        next = Some(Box::new(hop));
    }
    next.map_or_else(AcmeHop::default, |first| *first)
}
