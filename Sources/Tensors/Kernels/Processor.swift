// SPDX-License-Identifier: Apache-2.0
internal import CKernels
internal import Synchronization

/// What the toolkit uses of the processor: its instruction set, and how many threads.
///
/// Both hold for the whole process and may be changed from any thread. An executable keeps the instruction set that it
/// was compiled under.
public enum Processor {
  /// An instruction set that the elementwise functions, reductions and products are compiled for.
  public enum Level: UInt32, Comparable, CaseIterable, Sendable {
    /// What every processor of the build's target has: SSE2 on x86-64.
    case baseline
    /// AVX2 and FMA.
    case avx2
    /// AVX-512 with the extensions F, DQ, VL and BW.
    case avx512

    /// A level is larger than those whose instructions it includes.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// The levels that this processor and its operating system run, in increasing order.
  public static let supportedLevels: [Level] = {
    let highest = kernel_highest_level().rawValue
    return Level.allCases.filter { $0.rawValue <= highest }
  }()

  /// The level in use, the highest supported one until another is chosen. Results of two levels may differ by
  /// rounding errors. Stops when this processor does not support the new level.
  public static var level: Level {
    get { Level(rawValue: chosenLevel.load(ordering: .relaxed)) ?? .baseline }
    set {
      guard supportedLevels.contains(newValue) else {
        fatalError(
          "Processor.level: this processor does not support \(newValue), only "
            + supportedLevels.map { "\($0)" }.joined(separator: ", "))
      }
      chosenLevel.store(newValue.rawValue, ordering: .relaxed)
    }
  }

  /// How many threads a large operation may share, one until more are allowed. Results do not depend on it. Stops when
  /// the new count is not positive.
  public static var threadCount: Int {
    get { chosenThreadCount.load(ordering: .relaxed) }
    set {
      guard newValue >= 1 else { fatalError("Processor.threadCount: \(newValue) is not positive") }
      chosenThreadCount.store(newValue, ordering: .relaxed)
    }
  }

  private static let chosenLevel = Atomic(supportedLevels.last?.rawValue ?? 0)
  private static let chosenThreadCount = Atomic(1)
}
