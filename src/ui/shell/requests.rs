//! What a screen reader asks for, one thing to a frame.

use std::collections::VecDeque;

use eframe::egui::Event;

/// What was asked for and is not done yet. Two requests can come before a frame, and the first may take away what the
/// second one is meant for, or the other way round: the menu whose item was clicked is closed by the click that follows.
#[derive(Debug, Default)]
pub(crate) struct Requests(VecDeque<Event>);

impl Requests {
    /// Leaves the oldest request among the events of a frame; the others wait. Tells whether any do.
    pub(crate) fn one(&mut self, events: &mut Vec<Event>) -> bool {
        let requests = events.extract_if(.., |event| matches!(event, Event::AccessKitActionRequest(_)));
        self.0.extend(requests);
        events.extend(self.0.pop_front());
        !self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::accesskit::{Action, ActionRequest, NodeId, TreeId};

    use super::*;

    fn click(node: u64) -> Event {
        let target_node = NodeId(node);
        let request =
            ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node, data: None };
        Event::AccessKitActionRequest(request)
    }

    #[test]
    fn each_request_has_a_frame_of_its_own() {
        let mut requests = Requests::default();
        let mut first = vec![click(1), Event::Copy, click(2)];
        assert!(requests.one(&mut first));
        assert_eq!(first, [Event::Copy, click(1)]);
        let mut second = vec![click(3)];
        assert!(requests.one(&mut second));
        assert_eq!(second, [click(2)]);
        let mut third = vec![Event::Cut];
        assert!(!requests.one(&mut third));
        assert_eq!(third, [Event::Cut, click(3)]);
        let mut none = Vec::new();
        assert!(!requests.one(&mut none) && none.is_empty());
    }
}
