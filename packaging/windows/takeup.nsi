; The installer of Takeup for one user: it asks for no administrator. From the root of the repository:
;   makensis -DVERSION=0.1.0 "-DPROGRAMS=target\release" "-DDIST=target\dist" packaging/windows/takeup.nsi
; "takeup-VERSION-windows-x86_64-setup.exe /S" installs without a question, for example from a software distribution,
; and ends with 2 if a file cannot be replaced. Paths of files have backslashes: makensis on Windows knows no others.
Unicode true
RequestExecutionLevel user
SetCompressor /SOLID lzma
!cd ../..
; A program that runs cannot be replaced: a person is asked to end it, and a silent installation fails.
AllowSkipFiles off

Name "Takeup"
OutFile "${DIST}\takeup-${VERSION}-windows-x86_64-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Takeup"
InstallDirRegKey HKCU "Software\Takeup" "Folder"
Icon "packaging\windows\takeup.ico"
UninstallIcon "packaging\windows\takeup.ico"
; Four numbers, without what a version before a release has after them.
!searchparse /noerrors "${VERSION}-" "" NUMBERS "-"
VIProductVersion "${NUMBERS}.0"
VIAddVersionKey "ProductName" "Takeup"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installer of Takeup"
VIAddVersionKey "LegalCopyright" "The Takeup authors"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Takeup"
!define PROGID "io.takeup.Takeup.video"
; Notifications come from this ID; without its key, Windows would show none.
!define NOTIFIER "Software\Classes\AppUserModelId\io.takeup.Takeup"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; Takeup is offered below "Open with". What opens a video by a double click stays as it is.
!macro OpenWith ENDING
  WriteRegStr HKCU "Software\Classes\Applications\takeup.exe\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${PROGID}" ""
!macroend

!macro un.OpenWith ENDING
  DeleteRegValue HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${PROGID}"
!macroend

!macro EachEnding DO
  !insertmacro ${DO} ".mp4"
  !insertmacro ${DO} ".m4v"
  !insertmacro ${DO} ".mov"
  !insertmacro ${DO} ".mkv"
  !insertmacro ${DO} ".webm"
  !insertmacro ${DO} ".avi"
  !insertmacro ${DO} ".mpg"
  !insertmacro ${DO} ".mpeg"
!macroend

Section
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\takeup.exe"
  File "${PROGRAMS}\takeup-cli.exe"
  File "packaging\windows\takeup.ico"
  File "LICENSE-MIT"
  File "LICENSE-APACHE"
  File "target\package\third-party-licenses.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Takeup.lnk" "$INSTDIR\takeup.exe"

  WriteRegStr HKCU "Software\Takeup" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\Applications\takeup.exe\shell\open\command" "" '"$INSTDIR\takeup.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\takeup.exe" "FriendlyAppName" "Takeup"
  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "Video"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\takeup.exe" "%1"'
  !insertmacro EachEnding OpenWith
  WriteRegStr HKCU "${NOTIFIER}" "DisplayName" "Takeup"
  WriteRegStr HKCU "${NOTIFIER}" "IconUri" "$INSTDIR\takeup.ico"
  ; "takeup-cli" in the Run dialog and in scripts that use start.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\takeup-cli.exe" "" "$INSTDIR\takeup-cli.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Takeup"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\takeup.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Takeup authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; The key, the settings and the journal of the user stay.
Section "Uninstall"
  Delete "$INSTDIR\takeup.exe"
  Delete "$INSTDIR\takeup-cli.exe"
  Delete "$INSTDIR\takeup.ico"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\third-party-licenses.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Takeup.lnk"
  !insertmacro EachEnding un.OpenWith
  DeleteRegKey HKCU "Software\Classes\Applications\takeup.exe"
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegKey HKCU "${NOTIFIER}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\takeup-cli.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Takeup"
SectionEnd
