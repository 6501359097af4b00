// What screen Preprocess says.

import Plot

extension Phrase {
    static let preprocessTitle = Phrase("Preprocess", "Prétraitement")
    static let sideBySide = Phrase("side by side", "côte à côte")
    static let swipe = Phrase("swipe", "volet")
    static let difference = Phrase("difference", "différence")
    static let strip = Phrase("strip", "bande")
    static let before = Phrase("before", "avant")
    static let after = Phrase("after", "après")
    static let noImageYet = Phrase("No image yet.", "Pas encore d’image.")
    static let reading = Phrase("Reading", "Lecture")
    static let upToLevel = Phrase("up to level", "jusqu’au niveau")
    static let luma = Phrase("luma", "luminance")
    static let changeOfLuma = Phrase("change of luma", "écart de luminance")
    static let lighter = Phrase("lighter", "plus clair")
    static let darker = Phrase("darker", "plus sombre")
    static let denserIsLighter = Phrase("denser is lighter", "plus dense : plus clair")
    static let mean = Phrase("mean", "moyenne")
    static let magnitude = Phrase("magnitude", "amplitude")
    static let most = Phrase("most", "extrêmes")
    static let unchanged = Phrase("unchanged", "inchangés")
    static let theSame = Phrase("the same", "identique")
    static let pixelsByChange = Phrase("pixels by change", "pixels par écart")
    static let imageBeforeAfter = Phrase("image before, image after", "image précédente, suivante")
    static let tenImagesOn = Phrase("ten images on", "dix images plus loin")
    static let categoryNextBefore = Phrase("next category, category before", "catégorie suivante, précédente")
    static let equalizeChannels = Phrase("equalize each channel", "égaliser chaque canal")
    static let equalizeLuma = Phrase("equalize the luma", "égaliser la luminance")
    static let gaussianBlur = Phrase("gaussian blur", "flou gaussien")
    static let sigmaOfBlur = Phrase("sigma of the blur", "sigma du flou")
    static let stepOrder = Phrase("order: all round, the first two", "ordre : tous, les deux premiers")
    static let runsChain = Phrase("the run's own chain", "la chaîne de l’exécution")
    static let modes = Phrase(
        "side by side, swipe, difference, strip", "côte à côte, volet, différence, bande")
    static let seamOrGain = Phrase(
        "swipe: the seam; difference: its gain", "volet : la couture ; différence : le gain")
    static let charsets = Phrase("braille, blocks, ASCII, pixels", "braille, blocs, ASCII, pixels")
    static let sextantsNote = Phrase(
        "(sextants are not in every font)", "(toutes les polices n’ont pas les sextants)")
    static let pixelsNote = Phrase(
        "(pixels where the terminal shows sixels or kitty's pictures)",
        "(des pixels si le terminal montre les sixels ou les images de kitty)")
    static let dithers = Phrase(
        "dither: ordered, Floyd-Steinberg, none", "tramage : ordonné, Floyd-Steinberg, aucun")
    static let levelKinds = Phrase("levels: counts, cumulative", "niveaux : effectifs, cumulés")
    static let mode = Phrase(same: "mode")
    static let image = Phrase(same: "image")
    static let steps = Phrase("steps", "étapes")
    static let order = Phrase("order", "ordre")
    static let characters = Phrase("characters", "caractères")
    static let dither = Phrase("dither", "tramage")
    static let levels = Phrase("levels", "niveaux")
    static let seam = Phrase("seam", "couture")
    static let gain = Phrase(same: "gain")
    static let sigma = Phrase(same: "sigma")
}

extension PictureCharset {
    var name: Phrase {
        switch self {
        case .braille, .sextant: Phrase(same: rawValue)
        case .ascii: Phrase(same: "ASCII")
        case .halfBlock: Phrase("half-block", "demi-bloc")
        case .quadrant: Phrase("quadrant", "quadrants")
        }
    }
}

extension Dither {
    var name: Phrase {
        switch self {
        case .ordered: Phrase("ordered", "ordonné")
        case .floydSteinberg: Phrase(same: "Floyd-Steinberg")
        case .none: Phrase("no dither", "sans tramage")
        }
    }
}
