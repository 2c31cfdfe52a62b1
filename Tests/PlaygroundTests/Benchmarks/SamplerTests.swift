// SPDX-License-Identifier: Apache-2.0
internal import Testing

@testable internal import playground

@Suite("benchmark sampler")
struct SamplerTests {
  @Test(
    "the median is the middle value, or the mean of the two in the middle",
    arguments: [([3], 3), ([9, 1, 2], 2), ([4, 1, 3, 2], 2.5), ([1, 1, 1, 1e9], 1)] as [([Double], Double)])
  func median(values: [Double], expected: Double) {
    #expect(Sampler.median(values) == expected)
  }

  @Test func `closures take turns, each at least as often as asked`() throws {
    // Longer than the shortest sample, so that a sample is one run; the first runs find that out.
    func wait() {
      let clock = Stopwatch()
      while clock.seconds < 1e-4 {}
    }
    var order = ""
    let times = try Sampler(seconds: 0, minimumSamples: 4, isQuick: true).medians([
      {
        order += "a"
        wait()
      },
      {
        order += "b"
        wait()
      },
    ])
    #expect(order == "aabb" + "abababab")
    #expect(times.allSatisfy { $0 >= 1e-4 })
  }

  @Test func `a sample of a fast closure is many runs, and its time is that of one`() throws {
    var runs = 0
    let times = try Sampler(seconds: 0, minimumSamples: 3, isQuick: true).medians([{ runs += 1 }])
    #expect(runs > 100)
    #expect(times[0] < 1e-5)
  }

  @Test func `an error ends the sampling`() {
    struct Trouble: Error {}
    #expect(throws: Trouble.self) { try Sampler.quick.medians([{ throw Trouble() }]) }
  }
}
