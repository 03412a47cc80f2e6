@echo off
rem The command on Windows: makes its own environment on the first run, then is `gongkai`.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "here=%~dp0"
if "%here:~-1%"=="\" set "here=%here:~0,-1%"
set "venv=%here%\.venv"
set "python=%venv%\Scripts\python.exe"
set "kind=run"
if "%~1"=="test" set "kind=test"
set "lock=%here%\requirements\%kind%.txt"
set "stamp=%venv%\gongkai-%kind%.txt"

if not exist "%venv%\gongkai-home" goto setup
set "home="
set /p home=<"%venv%\gongkai-home"
if not "%home%"=="%here%" goto setup
fc /b "%lock%" "%stamp%" >nul 2>nul
if errorlevel 1 goto setup
goto ready

:setup
set "base="
where py >nul 2>nul && py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "base=py -3"
if not defined base where python >nul 2>nul && python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "base=python"
if not defined base (
  echo 需要Python 3.11或更新的版本，请先安装Python。 1>&2
  exit /b 2
)
echo 首次运行或依赖有更新，正在准备运行环境（.venv），约需一两分钟…… 1>&2
set "home="
if exist "%venv%\gongkai-home" set /p home=<"%venv%\gongkai-home"
if not "%home%"=="%here%" if exist "%venv%" rmdir /s /q "%venv%"
if not exist "%python%" %base% -m venv "%venv%"
if errorlevel 1 (
  echo 无法建立.venv。 1>&2
  exit /b 2
)
>"%venv%\gongkai-home" echo %here%
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
"%python%" -m pip install --quiet --quiet --require-hashes -r "%lock%"
if errorlevel 1 (
  echo 安装依赖失败。不能上网的机器请见docs/站长/安装.md中的离线安装。 1>&2
  exit /b 2
)
"%python%" -m pip install --quiet --quiet --no-deps --no-build-isolation -e "%here%"
if errorlevel 1 exit /b 2
copy /y "%lock%" "%stamp%" >nul

:ready
if "%kind%"=="test" (
  "%python%" "%here%\tests\run.py" %2 %3 %4 %5 %6 %7 %8 %9
  exit /b %errorlevel%
)
"%python%" -m generator %*
exit /b %errorlevel%
