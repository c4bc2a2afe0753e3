@echo off
rem Runs Rowback from this checkout on Windows: needs JAVA_HOME to name a JDK 25 or newer, and Maven for the first build.
setlocal enabledelayedexpansion
set "root=%~dp0"
set "home=%root%app\target\rowback"
if not defined JAVA_HOME (
  echo rowback: set JAVA_HOME to the folder of a JDK 25 or newer 1>&2
  exit /b 1
)
set "version="
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do set "version=%%~v"
for /f "tokens=1 delims=." %%m in ("%version%") do set "major=%%m"
if not defined major set "major=0"
if %major% LSS 25 (
  echo rowback: JAVA_HOME names Java %version%; set it to a JDK 25 or newer 1>&2
  exit /b 1
)
set "stale="
if not exist "%home%\built" set "stale=1"
if not defined stale (
  for %%m in (history-core importers ui app) do (
    for /f %%f in ('powershell -NoProfile -Command "(Get-ChildItem -Recurse -File '%root%%%m\src\main','%root%%%m\pom.xml' | Where-Object LastWriteTime -gt (Get-Item '%home%\built').LastWriteTime | Select-Object -First 1).Name"') do set "stale=1"
  )
)
if defined ROWBACK_NO_BUILD set "stale="
if defined stale (
  echo rowback: building ^(first use, or a source changed^) ... 1>&2
  pushd "%root%"
  call mvn -q -ntp -pl app -am -DskipTests package 1>&2 || (popd & exit /b 1)
  popd
  echo built> "%home%\built"
)
set "command=%~1"
if "%command%"=="" set "command=ui"
if "%command%"=="ui" goto window
if "%command%"=="demo" goto window
"%JAVA_HOME%\bin\java" -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8 %ROWBACK_JAVA_OPTS% -cp "%home%\lib\*" org.rowback.app.Main %*
exit /b %errorlevel%
:window
"%JAVA_HOME%\bin\java" -Xmx1g -Dfile.encoding=UTF-8 --sun-misc-unsafe-memory-access=allow --module-path "%home%\javafx" --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED %ROWBACK_JAVA_OPTS% -cp "%home%\lib\*" org.rowback.app.Main %*
exit /b %errorlevel%
