// SwiftPM drops ncursesw's own pkg-config defines, and with them every wide-character declaration.
#define NCURSES_WIDECHAR 1
#include <curses.h>
