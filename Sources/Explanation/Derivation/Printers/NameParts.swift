// SPDX-License-Identifier: Apache-2.0

/// What a name consists of, as mathematics writes it: `Ĥ2*` is an H with a hat, an index and a star.
struct NameParts {
  /// A sign above a letter.
  enum Accent: Unicode.Scalar {
    case bar = "\u{304}"
    case hat = "\u{302}"
    case tilde = "\u{303}"
    case dot = "\u{307}"
    case arrow = "\u{20D7}"
  }

  /// The letters, without accents.
  let base: String
  /// What stands above the first of them, from the letter upwards.
  let accents: [Accent]
  /// The number at the end.
  let index: String
  /// Stars and primes behind it.
  let marks: String

  init(_ name: String) {
    var rest = Array(Self.decomposed(name))
    var marks = ""
    while let last = rest.last, Self.isMark(last) {
      marks.unicodeScalars.insert(last == "'" ? "′" : last, at: marks.unicodeScalars.startIndex)
      rest.removeLast()
    }
    var index = ""
    while rest.count > 1, let last = rest.last, let digit = Self.digit(last) {
      index = digit + index
      rest.removeLast()
    }
    if rest.count > 1, rest.last == "_", !index.isEmpty { rest.removeLast() }
    var accents: [Accent] = []
    var base = ""
    for scalar in rest {
      if let accent = Accent(rawValue: scalar) {
        accents.append(accent)
      } else {
        base.unicodeScalars.append(scalar)
      }
    }
    (self.base, self.accents, self.index, self.marks) = (base, accents, index, marks)
  }

  /// Whether it is one letter with what stands around it.
  var isOneLetter: Bool { base.unicodeScalars.count == 1 }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "′" || scalar == "'" || scalar == "″"
  }

  private static func digit(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x30...0x39: String(scalar)
    case 0x2080...0x2089: String(scalar.value - 0x2080)
    default: nil
    }
  }

  /// The scalars with those accents apart that letters of their own exist with.
  private static func decomposed(_ name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      if let known = letters[scalar] { return known }
      return [scalar]
    }
  }

  private static let letters: [Unicode.Scalar: [Unicode.Scalar]] = {
    let accented: [(Accent, plain: String, whole: String)] = [
      (.hat, "aceghijosuwyzACEGHIJOSUWYZ", "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ"),
      (.bar, "aeiougyAEIOUGY", "āēīōūḡȳĀĒĪŌŪḠȲ"), (.tilde, "aeinouyvAEINOUYV", "ãẽĩñõũỹṽÃẼĨÑÕŨỸṼ"),
      (.dot, "abcdefghmnoprstwxyzABCDEFGHMNOPRSTWXYZ", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢṀṄȮṖṘṠṪẆẊẎŻ"),
    ]
    var letters: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for (accent, plain, whole) in accented {
      for (letter, composed) in zip(plain.unicodeScalars, whole.unicodeScalars) {
        letters[composed] = [letter, accent.rawValue]
      }
    }
    return letters
  }()
}
