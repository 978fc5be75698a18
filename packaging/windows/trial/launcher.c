/* python.exe and, with -DWINDOW, pythonw.exe: all of Python is in python311.dll. */
#include <windows.h>
#include <shellapi.h>
#include <wchar.h>
__declspec(dllimport) int Py_Main(int argc, wchar_t **argv);

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE own, HINSTANCE before, LPWSTR line, int show) {
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return Py_Main(count, words);
}
#else
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
#endif
