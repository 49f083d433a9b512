//! What every part of the window is drawn from, and what it asks for.

use takeup_engine::Command;
use takeup_model::{Account, Model, Now, Settings, Wire};

use crate::ui::uploads::arrival;
use crate::ui::{Action, View};

/// One frame: the facts, the wire, what belongs to the screen alone, the time, and the actions of the person.
pub struct Draw<'a> {
    /// What is known.
    pub model: &'a Model,
    /// What is on the wire.
    pub wire: &'a Wire,
    /// What belongs to the screen alone.
    pub view: &'a mut View,
    /// The moment of the frame.
    pub now: Now,
    /// What the person has asked for in this frame.
    pub out: &'a mut Vec<Action>,
}

impl<'a> Draw<'a> {
    /// The account that the window shows.
    pub fn account(&self) -> Option<&'a Account> {
        self.model.current_account()
    }

    /// Changes the settings.
    pub fn change_settings(&mut self, with: impl FnOnce(&mut Settings)) {
        let mut settings = (*self.model.settings).clone();
        with(&mut settings);
        if settings != *self.model.settings {
            self.send(Command::ChangeSettings(settings));
        }
    }

    /// Remembers what happens with what is added next, for the account that is shown.
    pub fn remember_next(&mut self) {
        let (current, next) = (self.model.current.clone(), self.view.then.clone());
        self.change_settings(|settings| {
            if let Some(account) = settings.account_mut(&current) {
                account.next = next;
            }
        });
    }

    /// Sends a command to the engine at the end of the frame.
    pub fn send(&mut self, command: Command) {
        arrival::expect(self.view, &command, self.model, self.now);
        self.out.push(command.into());
    }
}
