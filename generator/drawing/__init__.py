"""What is drawn: pictures and marks as SVG, QR codes, and typefaces."""
