//! The least window that eframe can open, to compare the first frame of Takeup with.

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, _ui: &mut eframe::egui::Ui, _frame: &mut eframe::Frame) {}
}

fn main() -> eframe::Result {
    eframe::run_native("Empty", eframe::NativeOptions::default(), Box::new(|_| Ok(Box::new(Empty))))
}
