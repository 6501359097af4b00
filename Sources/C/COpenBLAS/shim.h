#include <cblas.h>
// Swift has no C complex numbers; LAPACKE only needs their names to be types.
#define LAPACK_COMPLEX_CUSTOM
typedef struct { float re, im; } fruits_complex_float;
typedef struct { double re, im; } fruits_complex_double;
#define lapack_complex_float fruits_complex_float
#define lapack_complex_double fruits_complex_double
#include <lapacke.h>
