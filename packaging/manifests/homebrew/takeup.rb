cask "takeup" do
  version "@VERSION@"
  sha256 "@SHA256:takeup-@VERSION@-macos-universal.dmg@"

  url "@URL@/takeup-#{version}-macos-universal.dmg"
  name "Takeup"
  desc "Uploader for the TwelveLabs video platform"
  homepage "@HOMEPAGE@"

  depends_on macos: ">= :big_sur"

  app "Takeup.app"
  binary "#{appdir}/Takeup.app/Contents/MacOS/takeup-cli"

  zap trash: [
    "~/Library/Application Support/Takeup",
    "~/Library/Saved Application State/io.takeup.Takeup.savedState",
  ]
end
