// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What an executable is made from: instructions over one arena, and the tables that they refer to. It does not depend on
/// the scalar type.
struct Plan {
  var instructions: ContiguousArray<Instruction> = []
  var scalarCode: ContiguousArray<Int32> = []
  var chains: [ChainPlan] = []
  /// The loops in Swift of elementwise operations without a kernel.
  var loops: [ElementwiseKernel] = []
  var products: [ProductPlan] = []
  var nests: [LoopNest] = []
  var loopTable = LoopTable()
  var customs: [(kernel: CustomKernel, operands: [Slot], result: Slot)] = []

  /// A stretch of the arena.
  struct Slot {
    let place: Int
    let count: Int
  }

  /// The size of the arena without the tiles, in elements.
  var arenaSize = 0
  /// How many tiles the chains share, and how large they are.
  var tileCount = 0
  var tileSize = 0
  /// Where inputs, constants and outputs are, by number.
  var inputs: [Int] = []
  var constants: [Int] = []
  var outputs: [Int] = []

  mutating func nest(_ extents: [Int], _ strides: [[Int]]) -> Int {
    nests.append(loopTable.nest(extents: extents, strides: strides))
    return nests.count - 1
  }
}
