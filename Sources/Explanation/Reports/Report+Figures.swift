// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Report {
  /// The figures of the page in their order, those of sliders included.
  public var figures: [any Figure] { Self.figures(in: blocks) }

  private static func figures(in blocks: [Block]) -> [any Figure] {
    blocks.flatMap { block -> [any Figure] in
      switch block {
      case .section(let section): figures(in: section.blocks)
      case .picture(let picture): [picture.figure]
      case .frames(let frames): frames.frames.map(\.figure)
      default: []
      }
    }
  }

  /// Writes each figure as an SVG file and its data as a CSV file, named by its title, into a folder that is there. Files
  /// that are there are replaced.
  ///
  /// - Throws: `FileError` when the system does not let it.
  public func writeFigures(to folder: String) throws(FileError) {
    var counts: [String: Int] = [:]
    for figure in figures {
      let slug = Markings.slug(figure.title)
      counts[slug, default: 0] += 1
      let count = counts[slug, default: 1]
      let path = "\(folder)/\(slug)\(count == 1 ? "" : "-\(count)")"
      try Self.write(figure.svg(), FileContext(path + ".svg", .svg))
      try Self.write(figure.csv(), FileContext(path + ".csv", .csv))
    }
  }

  private static func write(_ text: String, _ context: FileContext) throws(FileError) {
    try FileWriter.write(context) { (file) throws(FileError) in try file.append(text) }
  }
}
