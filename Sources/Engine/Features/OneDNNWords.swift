// The words in which oneDNN is spoken to, in Swift's own types. What they are called in C stands in OneDNN.swift alone.

/// A namespace for the wrapped types.
enum OneDNN {
    /// What values are stored as.
    enum ElementType {
        case float32, bfloat16, byte

        var byteCount: Int {
            switch self {
            case .float32: 4
            case .bfloat16: 2
            case .byte: 1
            }
        }
    }

    /// How a tensor lies in memory. Activations have the dimensions (images, channels, height, width), kernels
    /// (output channels, input channels, height, width), whatever their layout.
    enum Layout {
        /// What suits the primitive best.
        case any
        /// A single dimension.
        case line
        /// Activations: planes by channel, or channels innermost.
        case nchw, nhwc
        /// Activations: planes by block of 8 or 16 channels, which are innermost.
        case nChw8c, nChw16c
        /// Kernels, as Keras stores them.
        case hwio
    }

    enum ConvolutionAlgorithm {
        case direct
        /// The library's own Winograd for a 3×3 of stride 1. Only processors with AVX-512 have it.
        case winograd
    }

    enum PoolingAlgorithm {
        case maximum, mean
    }

    /// What a primitive may be given, or give.
    enum Role {
        case source, destination, weights, bias, scratchpad
    }
}
