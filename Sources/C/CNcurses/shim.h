// ncursesw as Swift needs it: wide characters on, and functions in place of the macros and globals that Swift does
// not import or refuses. Imported by Sources/Workbench/Terminal/Ncurses.swift alone.
#ifndef FRUITS_CNCURSES_SHIM_H
#define FRUITS_CNCURSES_SHIM_H

// SwiftPM drops ncursesw's own pkg-config defines, and with them every wide-character declaration.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <locale.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <wchar.h>

#include "guard.h"

static const attr_t fruits_bold = A_BOLD;
static const attr_t fruits_dim = A_DIM;
static const attr_t fruits_underline = A_UNDERLINE;
static const attr_t fruits_reverse = A_REVERSE;

// Globals that `start_color` sets.
static inline int fruits_colors(void) { return COLORS; }
static inline int fruits_color_pairs(void) { return COLOR_PAIRS; }

static inline WINDOW *fruits_screen(void) { return stdscr; }
// The next refresh sends every cell, whatever ncurses believes the terminal to show.
static inline void fruits_forget_screen(void) { clearok(curscr, TRUE); }

// A file in memory that nobody else can name. By its number, since the C library declares it only to some.
static inline int fruits_memory_file(void) { return (int)syscall(SYS_memfd_create, "screen", 1u /* MFD_CLOEXEC */); }

// Columns of a character as the C library counts them, which is how ncurses counts; -1 for one it would not draw.
static inline int fruits_columns(wchar_t character) { return wcwidth(character); }

// One cell: `text` is a base character and its combining marks, ended by 0. Pairs above 32,767 go through `opts`.
static inline int fruits_put(int y, int x, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == ERR) return ERR;
    return mvwadd_wch(stdscr, y, x, &cell);
}

#endif
