//! The rules of the platform, each seen from outside through a socket.

mod client;
mod faults;
mod rules;
mod uploads;
