// The one file that imports oneDNN (the C library `libdnnl`, version 2). What leaves it is Swift: descriptors as
// values, owners whose deinit frees, and errors that name the call.
//
// Threads: an engine, a primitive and a memory object are not changed by being used, so all threads may share them. A
// stream belongs to one thread at a time, and so do the bytes that a memory object points to.

import COneDNN

extension OneDNN.ElementType {
    fileprivate var code: dnnl_data_type_t {
        switch self {
        case .float32: dnnl_f32
        case .bfloat16: dnnl_bf16
        case .byte: dnnl_u8
        }
    }
}

extension OneDNN.Layout {
    fileprivate var tag: dnnl_format_tag_t {
        switch self {
        case .any: dnnl_format_tag_any
        case .line: dnnl_x
        case .nchw: dnnl_nchw
        case .nhwc: dnnl_nhwc
        case .nChw8c: dnnl_nChw8c
        case .nChw16c: dnnl_nChw16c
        case .hwio: dnnl_hwio
        }
    }
}

extension OneDNN.ConvolutionAlgorithm {
    fileprivate var code: dnnl_alg_kind_t {
        switch self {
        case .direct: dnnl_convolution_direct
        case .winograd: dnnl_convolution_winograd
        }
    }
}

extension OneDNN.PoolingAlgorithm {
    fileprivate var code: dnnl_alg_kind_t {
        switch self {
        case .maximum: dnnl_pooling_max
        case .mean: dnnl_pooling_avg_exclude_padding
        }
    }
}

extension OneDNN.Role {
    fileprivate var argument: Int32 {
        switch self {
        case .source: DNNL_ARG_SRC_0
        case .destination: DNNL_ARG_DST_0
        case .weights: DNNL_ARG_WEIGHTS_0
        case .bias: DNNL_ARG_BIAS
        case .scratchpad: DNNL_ARG_SCRATCHPAD
        }
    }
}

extension NetworkError {
    /// Throws unless the status is success.
    fileprivate static func check(_ call: String, _ status: dnnl_status_t) throws(NetworkError) {
        if status == dnnl_success { return }
        let reason =
            switch status {
            case dnnl_out_of_memory: "that there is not enough memory"
            case dnnl_invalid_arguments: "that its arguments do not fit together"
            case dnnl_unimplemented: "that it has no implementation for this processor"
            default: "that it failed with status \(status.rawValue)"
            }
        throw .oneDNN(call: call, reason: reason)
    }
}

extension OneDNN {
    /// The processor, as oneDNN's engine.
    ///
    /// Sendable because the handle never changes and the library lets all threads share an engine.
    final class Processor: @unchecked Sendable {
        fileprivate let handle: dnnl_engine_t?

        init() throws(NetworkError) {
            var handle: dnnl_engine_t?
            try NetworkError.check("dnnl_engine_create", dnnl_engine_create(&handle, dnnl_cpu, 0))
            self.handle = handle
        }

        deinit { dnnl_engine_destroy(handle) }
    }

    /// An order in which primitives run. Confined to one thread at a time.
    final class Stream {
        fileprivate let handle: dnnl_stream_t?

        init(on processor: Processor) throws(NetworkError) {
            var handle: dnnl_stream_t?
            let flags = UInt32(dnnl_stream_default_flags.rawValue)
            try NetworkError.check("dnnl_stream_create", dnnl_stream_create(&handle, processor.handle, flags))
            self.handle = handle
        }

        deinit { dnnl_stream_destroy(handle) }

        /// Returns when all that was begun is done.
        func wait() throws(NetworkError) {
            try NetworkError.check("dnnl_stream_wait", dnnl_stream_wait(handle))
        }
    }

    /// A tensor's dimensions, element type and layout.
    ///
    /// Sendable because it is plain numbers, with no pointer among them.
    struct Descriptor: Equatable, @unchecked Sendable {
        fileprivate var raw: dnnl_memory_desc_t

        fileprivate init(raw: dnnl_memory_desc_t) { self.raw = raw }

        init(
            _ dimensions: [Int], _ layout: Layout, _ type: ElementType = .float32
        ) throws(NetworkError) {
            raw = dnnl_memory_desc_t()
            let sizes = dimensions.map(dnnl_dim_t.init)
            try NetworkError.check(
                "dnnl_memory_desc_init_by_tag",
                dnnl_memory_desc_init_by_tag(&raw, Int32(sizes.count), sizes, type.code, layout.tag))
        }

        /// The bytes that the tensor takes with all padding of its layout.
        var byteCount: Int { withUnsafePointer(to: raw) { dnnl_memory_desc_get_size($0) } }

        /// The same dimensions as float32 in another layout.
        func with(_ layout: Layout) throws(NetworkError) -> Descriptor {
            let sizes = withUnsafeBytes(of: raw.dims) { Array($0.bindMemory(to: dnnl_dim_t.self)) }
            return try Descriptor(sizes.prefix(Int(raw.ndims)).map(Int.init), layout)
        }

        static func == (left: Descriptor, right: Descriptor) -> Bool {
            withUnsafePointer(to: left.raw) { left in
                withUnsafePointer(to: right.raw) { right in dnnl_memory_desc_equal(left, right) != 0 }
            }
        }
    }

    /// A tensor's bytes, its own or someone else's, with a descriptor.
    ///
    /// Sendable because neither handle ever changes; who writes the bytes must be the only one to use them meanwhile.
    final class Memory: @unchecked Sendable {
        let descriptor: Descriptor
        fileprivate let handle: dnnl_memory_t?
        /// What else must live as long.
        private let owner: Memory?

        /// Memory of its own, its bytes not set.
        ///
        /// - Throws: `NetworkError.oneDNN` also where there is no room for it.
        init(_ descriptor: Descriptor, on processor: Processor) throws(NetworkError) {
            let allocate = UnsafeMutableRawPointer(bitPattern: UInt.max)  // DNNL_MEMORY_ALLOCATE
            handle = try Self.create(descriptor, processor, allocate)
            self.descriptor = descriptor
            owner = nil
        }

        /// A tensor within other memory, which it keeps alive.
        init(
            _ descriptor: Descriptor, in owner: Memory, offset: Int, on processor: Processor
        ) throws(NetworkError) {
            handle = try Self.create(descriptor, processor, owner.bytes.map { $0 + offset })
            self.descriptor = descriptor
            self.owner = owner
        }

        deinit { dnnl_memory_destroy(handle) }

        private static func create(
            _ descriptor: Descriptor, _ processor: Processor, _ bytes: UnsafeMutableRawPointer?
        ) throws(NetworkError) -> dnnl_memory_t? {
            var handle: dnnl_memory_t?
            var raw = descriptor.raw
            try NetworkError.check(
                "dnnl_memory_create", dnnl_memory_create(&handle, &raw, processor.handle, bytes))
            return handle
        }

        /// Where the bytes begin; nil for a tensor of none.
        var bytes: UnsafeMutableRawPointer? {
            var bytes: UnsafeMutableRawPointer?
            dnnl_memory_get_data_handle(handle, &bytes)
            return bytes
        }

        /// The bytes as float32 values, for a tensor of that type in a layout without padding.
        func withFloats<Result>(_ body: (UnsafeMutableBufferPointer<Float>) -> Result) -> Result {
            let count = descriptor.byteCount / MemoryLayout<Float>.stride
            let floats = bytes?.bindMemory(to: Float.self, capacity: count)
            return body(UnsafeMutableBufferPointer(start: floats, count: floats == nil ? 0 : count))
        }
    }

    /// A computation made for certain descriptors.
    ///
    /// Sendable because the handle never changes, and running a primitive whose scratchpad is the caller's, as here,
    /// leaves it as it is.
    final class Primitive: @unchecked Sendable {
        let source: Descriptor
        let destination: Descriptor
        let weights: Descriptor
        let scratchpad: Descriptor
        /// The library's name for the code that it chose: `jit:avx2`.
        let implementation: String
        fileprivate let handle: dnnl_primitive_t?

        /// - Parameter description: freed when done.
        fileprivate init(_ description: dnnl_primitive_desc_t?) throws(NetworkError) {
            defer { dnnl_primitive_desc_destroy(description) }
            var handle: dnnl_primitive_t?
            try NetworkError.check("dnnl_primitive_create", dnnl_primitive_create(&handle, description))
            self.handle = handle
            func descriptor(_ query: dnnl_query_t) -> Descriptor {
                let raw = dnnl_primitive_desc_query_md(description, query, 0)
                return Descriptor(raw: raw?.pointee ?? dnnl_memory_desc_t())
            }
            source = descriptor(dnnl_query_src_md)
            destination = descriptor(dnnl_query_dst_md)
            weights = descriptor(dnnl_query_weights_md)
            scratchpad = descriptor(dnnl_query_scratchpad_md)
            var name: UnsafePointer<CChar>?
            dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &name)
            implementation = name.map { String(cString: $0) } ?? ""
        }

        deinit { dnnl_primitive_destroy(handle) }
    }

    /// A primitive with all that it works on.
    struct Call {
        private let primitive: Primitive
        private let memories: [Memory]
        private let arguments: [dnnl_exec_arg_t]

        init(_ primitive: Primitive, _ memories: [(role: Role, memory: Memory)]) {
            self.primitive = primitive
            self.memories = memories.map(\.memory)
            arguments = memories.map { dnnl_exec_arg_t(arg: $0.role.argument, memory: $0.memory.handle) }
        }

        func run(on stream: Stream) throws(NetworkError) {
            try NetworkError.check(
                "dnnl_primitive_execute",
                dnnl_primitive_execute(primitive.handle, stream.handle, Int32(arguments.count), arguments))
        }
    }
}

// MARK: Making primitives

extension OneDNN {
    /// A convolution; then, where asked for, the sum with what the destination held before; then, where asked for,
    /// ReLU.
    static func convolution(
        _ tensors: ConvolutionTensors, _ window: Window, _ algorithm: ConvolutionAlgorithm,
        addsToDestination: Bool = false, relu: Bool = false, on processor: Processor
    ) throws(NetworkError) -> Primitive {
        var operation = dnnl_convolution_desc_t()
        var (source, weights) = (tensors.source.raw, tensors.kernel.raw)
        var (bias, destination) = (tensors.bias?.raw ?? dnnl_memory_desc_t(), tensors.destination.raw)
        try NetworkError.check(
            "dnnl_convolution_forward_desc_init",
            dnnl_convolution_forward_desc_init(
                &operation, dnnl_forward_inference, algorithm.code, &source, &weights, &bias, &destination,
                window.strides, window.paddings, window.paddings))
        let attributes = try Attributes(addsToDestination: addsToDestination, relu: relu)
        return try primitive(&operation, attributes, on: processor)
    }

    /// The maximum or the mean of each window, channel by channel. What lies beyond the border takes no part.
    ///
    /// - Parameter source: the activations as they lie; the destination takes the same layout.
    static func pooling(
        _ window: Window, _ algorithm: PoolingAlgorithm, source: Descriptor, on processor: Processor
    ) throws(NetworkError) -> Primitive {
        var operation = dnnl_pooling_desc_t()
        var source = source.raw
        var destination = try window.destination(.any).raw
        try NetworkError.check(
            "dnnl_pooling_forward_desc_init",
            dnnl_pooling_forward_desc_init(
                &operation, dnnl_forward_inference, algorithm.code, &source, &destination, window.strides,
                window.sides, window.paddings, window.paddings))
        let attributes = try Attributes(addsToDestination: false, relu: false)
        return try primitive(&operation, attributes, on: processor)
    }

    /// The same values in another layout or type.
    static func reorder(
        from source: Descriptor, to destination: Descriptor, on processor: Processor
    ) throws(NetworkError) -> Primitive {
        var description: dnnl_primitive_desc_t?
        var (source, destination) = (source.raw, destination.raw)
        let attributes = try Attributes(addsToDestination: false, relu: false)
        try NetworkError.check(
            "dnnl_reorder_primitive_desc_create",
            dnnl_reorder_primitive_desc_create(
                &description, &source, processor.handle, &destination, processor.handle, attributes.handle))
        return try Primitive(description)
    }

    private static func primitive(
        _ operation: UnsafeRawPointer, _ attributes: Attributes, on processor: Processor
    ) throws(NetworkError) -> Primitive {
        var description: dnnl_primitive_desc_t?
        try NetworkError.check(
            "dnnl_primitive_desc_create",
            dnnl_primitive_desc_create(&description, operation, attributes.handle, processor.handle, nil))
        return try Primitive(description)
    }

    /// What is done to a primitive's result, and that its scratchpad is ours.
    private final class Attributes {
        let handle: dnnl_primitive_attr_t?

        init(addsToDestination: Bool, relu: Bool) throws(NetworkError) {
            var handle: dnnl_primitive_attr_t?
            try NetworkError.check("dnnl_primitive_attr_create", dnnl_primitive_attr_create(&handle))
            self.handle = handle
            try NetworkError.check(
                "dnnl_primitive_attr_set_scratchpad_mode",
                dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user))
            var steps: dnnl_post_ops_t?
            try NetworkError.check("dnnl_post_ops_create", dnnl_post_ops_create(&steps))
            defer { dnnl_post_ops_destroy(steps) }
            if addsToDestination {
                try NetworkError.check("dnnl_post_ops_append_sum", dnnl_post_ops_append_sum(steps, 1))
            }
            if relu {
                try NetworkError.check(
                    "dnnl_post_ops_append_eltwise",
                    dnnl_post_ops_append_eltwise(steps, 1, dnnl_eltwise_relu, 0, 0))
            }
            try NetworkError.check(
                "dnnl_primitive_attr_set_post_ops", dnnl_primitive_attr_set_post_ops(handle, steps))
        }

        deinit { dnnl_primitive_attr_destroy(handle) }
    }
}

extension Precision {
    /// Whether the processor multiplies bfloat16 itself.
    static var hasBFloat16: Bool {
        [dnnl_cpu_isa_avx512_core_bf16, dnnl_cpu_isa_avx512_core_amx].contains(dnnl_get_effective_cpu_isa())
    }
}

/// oneDNN's version, and the widest instruction set that it uses on this machine.
public func oneDNNVersion() -> (version: String, instructionSet: String) {
    let version = dnnl_version().map { "\($0.pointee.major).\($0.pointee.minor).\($0.pointee.patch)" }
    let names: [(dnnl_cpu_isa_t, String)] = [
        (dnnl_cpu_isa_sse41, "SSE4.1"), (dnnl_cpu_isa_avx, "AVX"), (dnnl_cpu_isa_avx2, "AVX2"),
        (dnnl_cpu_isa_avx2_vnni, "AVX2 with VNNI"), (dnnl_cpu_isa_avx512_core, "AVX-512"),
        (dnnl_cpu_isa_avx512_core_vnni, "AVX-512 with VNNI"),
        (dnnl_cpu_isa_avx512_core_bf16, "AVX-512 with bf16"),
        (dnnl_cpu_isa_avx512_core_amx, "AMX"),
    ]
    let isa = dnnl_get_effective_cpu_isa()
    return (version ?? "unknown", names.first { $0.0 == isa }?.1 ?? "no wide instructions")
}
