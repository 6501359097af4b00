import Foundation
import Testing

@testable import Engine

@Suite("Arithmetic of the synthesiser")
struct ExactMathTests {
    @Test("SplitMix64 draws the numbers of its reference implementation")
    func splitMix() {
        var stream = RandomStream(seed: 0)
        let drawn = (0..<3).map { _ in stream.next() }
        #expect(drawn == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
    }

    @Test("Labels open streams of their own")
    func labels() {
        func first(_ labels: (String, String)) -> UInt64 {
            var stream = RandomStream(seed: 1, labels: labels.0, labels.1)
            return stream.next()
        }
        #expect(first(("Lemon", "Test")) == first(("Lemon", "Test")))
        #expect(
            Set([first(("Lemon", "Test")), first(("Test", "Lemon")), first(("LemonTest", ""))]).count == 3)
    }

    @Test("Sine and cosine agree with libm")
    func trigonometry() {
        for step in -400...400 {
            let turns = Float(step) / 160
            let angle = 2 * Double.pi * Double(turns)
            #expect(abs(Double(sine(turns: turns)) - sin(angle)) < 2e-6)
            #expect(abs(Double(cosine(turns: turns)) - cos(angle)) < 2e-6)
        }
    }

    @Test("Turning twice is turning by the product")
    func rotations() {
        let (first, second) = (Rotation.aboutX(turns: 0.13), Rotation.aboutY(turns: -0.4))
        let v = Vector3(0.3, -1.2, 0.7)
        let difference = first.followed(by: second)(v) - second(first(v))
        #expect(difference.length < 1e-6)
        #expect(abs(first.followed(by: second)(v).length - v.length) < 1e-6)
    }

    @Test("Noise stays in its range, is smooth, and differs with its seed")
    func noise() {
        let (one, other) = (Noise(seed: 1), Noise(seed: 2))
        var differences = 0
        for step in 0..<300 {
            let point = Vector3(Float(step) * 0.37 - 40, Float(step % 17) * 0.61, Float(step) * -0.11)
            let value = one(point)
            #expect((-1...1).contains(value))
            #expect(abs(one(point + Vector3(0.001, 0, 0)) - value) < 0.005)
            differences += value != other(point) ? 1 : 0
        }
        #expect(differences > 290)
    }

    @Test("The nearest spot is never farther than a cube's diagonal")
    func spots() {
        let noise = Noise(seed: 3)
        for step in 0..<300 {
            let (distance, mark) = noise.nearestSpot(Vector3(Float(step) * 0.23, 5.5, Float(step) * -0.71))
            #expect((0...1.7321).contains(distance))
            #expect((0..<1).contains(mark))
        }
    }

    @Test("A profile passes through its points and closes at its poles")
    func profile() {
        let profile = Profile([SIMD2(0, 1), SIMD2(0.8, 0.5), SIMD2(0.8, -0.5), SIMD2(0, -1)])
        #expect(profile(0).radius == 0 && profile(0).height == 1)
        #expect(abs(profile(1).radius) < 1e-6 && abs(profile(1).height + 1) < 1e-6)
        #expect(abs(profile(1.0 / 3).radius - 0.8) < 1e-5)
    }
}
