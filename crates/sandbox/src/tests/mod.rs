//! The rules of the platform, each seen from outside through a socket.

mod client;
mod connectors;
mod faults;
mod rules;
mod uploads;
