// Debian and Ubuntu keep the serial build below a folder of its own, where pkg-config would not be asked for it.
#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#else
#include <hdf5.h>
#endif
#include <stdbool.h>

// HDF5 hides these behind macros: constants that open the library first, casts, functions that come in versions.

static inline hid_t fruits_h5_open_file(const char *path) { return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT); }
static inline hid_t fruits_h5_open_object(hid_t group, const char *name) { return H5Oopen(group, name, H5P_DEFAULT); }
static inline void fruits_h5_be_silent(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

static inline bool fruits_h5_is_hard_link(hid_t group, const char *name) {
    H5L_info_t info;
    return H5Lget_info(group, name, &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}

static inline ssize_t fruits_h5_link_name(hid_t group, hsize_t index, char *name, size_t size) {
    return H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, name, size, H5P_DEFAULT);
}

static inline herr_t fruits_h5_read_floats(hid_t dataset, float *values) {
    return H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}
