// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Synchronization
internal import Tensors

/// Runs the programs of least squares over the blocks of a data set, on `Processor.threadCount` threads.
///
/// The blocks are dealt out in groups, whose number does not depend on the threads; a group is run in order by one
/// thread, and results are put together in the order of the groups. So rounding is the same for any number of threads.
final class BlockRuns {
  let blocks: [SampleBlock]
  private let programs: ResidualPrograms
  private let groups: [Range<Int>]
  private var workers: [Worker] = []

  /// What a thread runs; no two threads use the same one at a time.
  private final class Worker: @unchecked Sendable {
    /// By the number of samples, for each kind.
    private var runs: [[Int: Executable<Double>]] = ResidualPrograms.Kind.allCases.map { _ in [:] }

    /// The executable for blocks of a block's size; the data of the first one are bound to it.
    func executable(
      of kind: ResidualPrograms.Kind, for block: SampleBlock, from programs: ResidualPrograms
    ) throws -> Executable<Double> {
      if let run = runs[kind.rawValue][block.range.count] { return run }
      let run = try programs.program(kind, samples: block.range.count).compiled(for: Double.self)
      try block.bind(to: run)
      runs[kind.rawValue][block.range.count] = run
      return run
    }
  }

  /// More groups than this would only cost memory.
  private static let mostGroups = 16
  /// The memory that the sums of all groups may take, in bytes.
  private static let sumsSize = 1 << 26

  /// - Parameter sumSize: The numbers in the largest result of a group.
  init(_ blocks: [SampleBlock], of programs: ResidualPrograms, sumSize: Int) {
    self.blocks = blocks
    self.programs = programs
    let affordable = Self.sumsSize / MemoryLayout<Double>.stride / max(1, sumSize)
    let count = max(1, min(blocks.count, Self.mostGroups, affordable))
    groups = (0..<count).map { blocks.count * $0 / count..<blocks.count * ($0 + 1) / count }
  }

  /// The executable of a kind with the data of a block, to be run by the caller on this thread.
  func executable(of kind: ResidualPrograms.Kind, forBlock number: Int) throws -> Executable<Double> {
    if workers.isEmpty { workers.append(Worker()) }
    let run = try workers[0].executable(of: kind, for: blocks[number], from: programs)
    if blocks.count > 1 { try blocks[number].bind(to: run) }
    return run
  }

  /// Runs a program over all blocks and returns each group's sum, in order.
  ///
  /// - Parameters:
  ///   - parameters: The program's inputs that all blocks share: the parameters, and directions from input 3 on.
  ///   - part: The blocks to run over, as one group, where not all are wanted.
  ///   - zero: A sum of no block.
  ///   - prepare: Sets what else a block's run needs.
  ///   - add: Adds a block's results, from the executable that was run over it, to a sum.
  func sums<Sum: Sendable>(
    _ kind: ResidualPrograms.Kind, at parameters: [Tensor<Double>], over part: Range<Int>? = nil,
    from zero: Sum,
    preparing prepare: @Sendable (Executable<Double>, SampleBlock) throws -> Void = { _, _ in },
    _ add: @Sendable (inout Sum, Executable<Double>, SampleBlock) throws -> Void
  ) throws -> [Sum] {
    let groups = part.map { [$0] } ?? groups
    let threadCount = min(Processor.threadCount, groups.count)
    while workers.count < threadCount { workers.append(Worker()) }
    let (workers, blocks, programs) = (workers, blocks, programs)
    let results = Mutex<[Result<Sum, any Error>?]>(Array(repeating: nil, count: groups.count))
    concurrently(threadCount) { thread in
      for group in stride(from: thread, to: groups.count, by: threadCount) {
        let result = Result {
          var sum = zero
          for block in blocks[groups[group]] {
            let run = try workers[thread].executable(of: kind, for: block, from: programs)
            for (number, input) in zip([0] + Array(3..<2 + parameters.count), parameters) {
              try run.setInput(number, to: input)
            }
            if blocks.count > 1 { try block.bind(to: run) }
            try prepare(run, block)
            run.run()
            try add(&sum, run, block)
          }
          return sum
        }
        results.withLock { $0[group] = result }
      }
    }
    return try results.withLock { $0 }.map { result in
      guard let result else { fatalError("a group of blocks was not run") }
      return try result.get()
    }
  }
}
