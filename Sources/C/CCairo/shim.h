#include <cairo/cairo.h>
#include <fontconfig/fontconfig.h>

/* From cairo-ft.h, which includes FreeType's headers for the sake of its other functions. */
cairo_font_face_t *cairo_ft_font_face_create_for_pattern(FcPattern *pattern);
