// SPDX-License-Identifier: Apache-2.0

/// Times closures: in turn, so that noise meets all of them alike, and many times, so that it does not decide.
struct Sampler {
  /// About how long the samples of one comparison take, in seconds.
  let seconds: Double
  /// The number of samples of a closure, however long they take.
  let minimumSamples: Int
  /// Whether workloads should be as small as still shows something.
  let isQuick: Bool

  /// Fast closures are repeated within a sample until it takes this long, in seconds.
  private static let shortestSample = 20e-6

  static let full = Sampler(seconds: 1, minimumSamples: 7, isQuick: false)
  static let quick = Sampler(seconds: 0.1, minimumSamples: 3, isQuick: true)

  /// The same for a comparison of another duration, in seconds.
  func lasting(_ seconds: Double) -> Sampler {
    Sampler(seconds: seconds, minimumSamples: minimumSamples, isQuick: isQuick)
  }

  /// The median time of one run of each closure, in seconds.
  func medians(_ runs: [() throws -> Void]) throws -> [Double] {
    let counts = try runs.map { try repetitions(of: $0) }
    var samples = runs.map { _ in [Double]() }
    let clock = Stopwatch()
    var rounds = 0
    while rounds < minimumSamples || clock.seconds < seconds {
      for (i, run) in runs.enumerated() {
        samples[i].append(try Self.time(run, repetitions: counts[i]) / Double(counts[i]))
      }
      rounds += 1
    }
    return samples.map(Self.median)
  }

  /// How often a closure is to run in a sample; warms it up, too.
  private func repetitions(of run: () throws -> Void) rethrows -> Int {
    try run()
    var repetitions = 1
    while true {
      let time = try Self.time(run, repetitions: repetitions)
      if time >= Self.shortestSample { return repetitions }
      let factor = Self.shortestSample / Swift.max(time, 1e-9)
      repetitions *= Swift.max(2, Int(Swift.min(factor, 10).rounded(.up)))
    }
  }

  private static func time(_ run: () throws -> Void, repetitions: Int) rethrows -> Double {
    let clock = Stopwatch()
    for _ in 0..<repetitions { try run() }
    return clock.seconds
  }

  /// The middle value, or the mean of the two in the middle.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Sampler {
  /// The heap allocations of one of several runs after the first, `nil` where they cannot be counted.
  func allocations(_ run: () throws -> Void) rethrows -> Int? {
    try run()
    let runs = 4
    guard let count = try Allocations.count(during: { for _ in 0..<runs { try run() } }) else { return nil }
    return (count + runs - 1) / runs
  }
}
