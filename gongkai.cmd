@echo off
rem The command on Windows, of a checkout or of a portal that pins the program in program\: makes its own
rem environment on the first run, then is `gongkai`.
rem ASCII alone: cmd reads this file by the code page, which changes on the way. What is said to people
rem is in generator\launcher. Jumps and no blocks: a block takes its variables as they were before it.
setlocal EnableExtensions DisableDelayedExpansion
rem Programs are not looked for in the current folder.
set "NoDefaultCurrentDirectoryInExePath=1"
rem -I keeps these out of Python; what Python starts in turn is not given them either.
for %%v in (PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONINSPECT PYTHONPLATLIBDIR) do set "%%v="
for %%v in (PYTHONPYCACHEPREFIX PYTHONWARNINGS PYTHONBREAKPOINT PYTHONSAFEPATH PYTHONCASEOK PYTHONDONTWRITEBYTECODE) do set "%%v="
set "system=%SystemRoot%\System32"
set "page="
for /f "tokens=2 delims=:." %%p in ('%system%\chcp.com') do set "page=%%p"
"%system%\chcp.com" 65001 >nul
rem A window that was opened by a double click closes at the end, before anyone has read it.
set "clicked="
set "line=%cmdcmdline:"=%"
if "%~1"=="" if /i not "%line:gongkai.cmd=%"=="%line%" set "clicked=1"
set "here=%~dp0"
if "%here:~-1%"=="\" set "here=%here:~0,-1%"
set "gongkai_here=%here%"
set "said=%here%\generator\launcher"
set "venv=%here%\.venv"
set "python=%venv%\Scripts\python.exe"
set "locks=%here%\requirements"
set "kind=run"
if "%~1"=="test" set "kind=test"
rem A portal of its own has no program beside it: a wheel of the version that is written here.
set "pin=%here%\program\gongkai.txt"
if not exist "%pin%" set "pin="
if defined pin set "locks=%here%\program"
if defined pin set "said=%here%\program\launcher"
if defined pin set "kind=run"
rem Where the wheels are that the offline kit brings along.
set "wheels=%here%\wheels"
if defined GONGKAI_WHEELS set "wheels=%GONGKAI_WHEELS%"
set "code=2"

call :check_ready
if defined ready goto run

rem One at a time: who comes second waits until the file can be opened. It is let go when its process ends.
copy /y nul "%here%\.venv.probe" >nul 2>nul
if not exist "%here%\.venv.probe" goto not_writable
del "%here%\.venv.probe"
set "waited="
:lock
set "locked="
8>&2 2>nul (9>"%here%\.venv.lock" (set "locked=1" & 2>&8 call :set_up))
if defined locked goto was_set_up
if not defined waited type "%said%\waiting.txt" 1>&2
set "waited=1"
"%system%\ping.exe" -n 3 127.0.0.1 >nul
goto lock
:was_set_up
if not defined ready goto end

:run
if "%kind%"=="test" goto test
"%python%" -I -X utf8 -m generator %*
set "code=%errorlevel%"
goto end
:test
"%python%" -X utf8 "%here%\tests\run.py" %*
set "code=%errorlevel%"
goto end

:not_writable
type "%said%\not-writable.txt" 1>&2
goto end

:end
if defined clicked pause
if defined page "%system%\chcp.com" %page% >nul
exit /b %code%


rem Sets `ready` if the environment is that of this folder, whole, and installed from these locks.
:check_ready
set "ready="
if not exist "%python%" exit /b 0
if exist "%venv%\gongkai-unfinished" exit /b 0
set "place="
if exist "%venv%\gongkai-place" set /p place=<"%venv%\gongkai-place"
if not "%place%"=="gongkai_here=%here%" exit /b 0
"%system%\fc.exe" /b "%locks%\%kind%.txt" "%venv%\gongkai-%kind%.txt" >nul 2>nul
if errorlevel 1 exit /b 0
if not defined pin goto is_ready
"%system%\fc.exe" /b "%pin%" "%venv%\gongkai-pin.txt" >nul 2>nul
if errorlevel 1 exit /b 0
:is_ready
set "ready=1"
exit /b 0


rem Makes the environment, or brings it up to the locks; sets `ready` when all went well.
:set_up
call :check_ready
if defined ready exit /b 0
type "%said%\first-run.txt" 1>&2
set "place="
if exist "%venv%\gongkai-place" set /p place=<"%venv%\gongkai-place"
if exist "%venv%\gongkai-unfinished" goto make
if not "%place%"=="gongkai_here=%here%" goto make
"%python%" -I -X utf8 -m pip --version >nul 2>nul
if not errorlevel 1 goto install

:make
call :find_python
if defined base goto found
type "%said%\no-python.txt" 1>&2
exit /b 2
:found
if exist "%venv%" rmdir /s /q "%venv%"
if exist "%venv%" goto no_venv
mkdir "%venv%"
copy /y nul "%venv%\gongkai-unfinished" >nul
"%base%" %choice% -I -X utf8 -m venv "%venv%"
if errorlevel 1 goto no_venv
>"%venv%\gongkai-place" set gongkai_here
goto install
:no_venv
type "%said%\no-venv.txt" 1>&2
exit /b 2

:install
copy /y nul "%venv%\gongkai-unfinished" >nul
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
rem What the tests need stays, once it is there.
set "wanted=%kind%"
if exist "%venv%\gongkai-test.txt" set "wanted=test"
set "lock=%locks%\%wanted%.txt"
set "kit="
if exist "%wheels%\" set "kit=1"
rem A portal may keep the wheel of the program alone, and take the libraries from an index.
if defined pin if not exist "%wheels%\mkdocs-*.whl" set "kit="
if defined kit goto install_from_kit
"%python%" -I -X utf8 -m pip install --quiet --quiet --require-hashes -r "%lock%"
if errorlevel 1 goto no_install
goto install_program
:install_from_kit
"%python%" -I -X utf8 -m pip install --quiet --quiet --no-index --find-links "%wheels%" --require-hashes -r "%lock%"
if errorlevel 1 goto no_install
:install_program
if defined pin goto install_pinned
"%python%" -I -X utf8 -m pip install --quiet --quiet --no-index --no-deps --no-build-isolation -e "%here%"
if errorlevel 1 goto no_install
set "verify=%here%\generator\cli\verify_alone.py"
goto look_for_surplus
:install_pinned
if exist "%wheels%\gongkai-*.whl" goto install_pinned_from_wheels
"%python%" -I -X utf8 -m pip install --quiet --quiet --no-deps --only-binary=:all: -r "%pin%"
if errorlevel 1 goto no_program
goto pinned
:install_pinned_from_wheels
"%python%" -I -X utf8 -m pip install --quiet --quiet --no-deps --only-binary=:all: --no-index --find-links "%wheels%" -r "%pin%"
if errorlevel 1 goto no_program
:pinned
set "verify=%venv%\Lib\site-packages\generator\cli\verify_alone.py"
:look_for_surplus
rem Without -S the environment's own start-up files would run before they are looked at.
set "surplus="
"%python%" -I -S -X utf8 "%verify%" "%venv%" "%lock%" --surplus >"%venv%\gongkai-surplus"
set /p surplus=<"%venv%\gongkai-surplus"
del "%venv%\gongkai-surplus"
if not defined surplus goto verify
"%python%" -I -X utf8 -m pip uninstall --quiet --quiet --yes %surplus%
:verify
"%python%" -I -S -X utf8 "%verify%" "%venv%" "%lock%" 1>&2
if errorlevel 1 goto not_verified
copy /y "%locks%\run.txt" "%venv%\gongkai-run.txt" >nul
if "%wanted%"=="test" copy /y "%lock%" "%venv%\gongkai-test.txt" >nul
if defined pin copy /y "%pin%" "%venv%\gongkai-pin.txt" >nul
del "%venv%\gongkai-unfinished"
set "ready=1"
exit /b 0
:no_install
type "%said%\no-install.txt" 1>&2
exit /b 2
:no_program
type "%said%\no-program.txt" 1>&2
exit /b 2
:not_verified
type "%said%\not-verified.txt" 1>&2
exit /b 2


rem Sets `base` to a Python that is new enough, and `choice` to what py.exe must be told; only PATH is searched.
:find_python
set "base="
set "choice="
for %%n in (py.exe python.exe python3.exe) do call :try_python "%%~$PATH:n"
exit /b 0

:try_python
if defined base exit /b 0
if "%~1"=="" exit /b 0
set "choice="
if /i "%~nx1"=="py.exe" set "choice=-3"
"%~1" %choice% -I -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 goto take_python
"%~1" %choice% -I -c "import sys; print(sys.version.split()[0], sys.executable)" 1>&2 2>nul
set "choice="
exit /b 0
:take_python
set "base=%~1"
exit /b 0
